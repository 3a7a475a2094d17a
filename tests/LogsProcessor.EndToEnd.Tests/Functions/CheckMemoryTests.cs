using System.Text;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Lambda;
using LogsProcessor.Testing.Processes;
using LogsProcessor.Testing.Services;

namespace LogsProcessor.EndToEnd.Tests.Functions;

/// <summary>
/// The function with <c>FUNCTION=check</c> in a process that may take 128 MB of memory of its own, on a file of twice that with a column
/// that has to be unique, and has more values than there is memory for. How the limit is held: see <see cref="FunctionMemoryTests"/>.
/// </summary>
public sealed class CheckMemoryTests
{
    private const int LimitMb = 128;
    private const int FileMb = 2 * LimitMb;

    /// <summary>So many unique values does the memory do for that the function is given for them.</summary>
    private const int Remembered = 8 * 1024 * 1024 / 16;

    private const string Bucket = "large";
    private const string Limited = "ulimit -d $((128 * 1024)) && ulimit -s 1024 && exec \"$@\"";

    private const string Schema = """
        {"fields":[
          {"name":"id","type":"integer","constraints":{"required":true,"unique":true}},
          {"name":"email","format":"email"},
          {"name":"text","constraints":{"maxLength":150}}
        ]}
        """;

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task File_of_twice_its_memory_is_checked_whole()
    {
        await using var storage = await FakeS3.StartAsync();
        storage.Put(Bucket, "in/schema.json", Encoding.UTF8.GetBytes(Schema));
        storage.Put(Bucket, "in/large.csv", LargeFile(out var rows));
        await using var api = await LambdaRuntimeApi.StartAsync();
        await using var function = RunningProcess.Start(Command(storage, api));

        var invoking = api.InvokeAsync(S3Event.ObjectsCreated(Bucket, "in/large.csv"), Deadline);
        var ending = function.WaitAsync(Deadline);
        Assert.True(await Task.WhenAny(invoking, ending) == invoking, $"it ended: {function.Output}{function.Error}");
        var answer = await invoking;
        Assert.False(answer.IsError, answer.Body + function.Output + function.Error);
        Assert.Contains($"{LimitMb * 1024 * 1024}", DataLimitOf(function), StringComparison.Ordinal);
        await function.WaitUntilAsync(
            it =>
                it.Output.Contains($"\"rows\":{{\"read\":{rows},\"valid\":{rows},", StringComparison.Ordinal)
                && it.Output.Contains($"\"unchecked\":{rows - Remembered},", StringComparison.Ordinal),
            TimeSpan.FromMinutes(1),
            "summary"
        );
        Assert.Equal(
            2,
            storage.Keys(Bucket).Count(key => key.StartsWith("checked/in/large.csv/", StringComparison.Ordinal))
        );
        Assert.Equal(0, storage.OpenUploads);
    }

    private static string DataLimitOf(RunningProcess function) =>
        File.ReadLines($"/proc/{function.Id}/limits")
            .Single(line => line.StartsWith("Max data size", StringComparison.Ordinal));

    private static byte[] LargeFile(out int rows)
    {
        var random = new Random(20260304);
        using var file = new MemoryStream(FileMb * 1024 * 1024);
        file.Write("id,email,text\n"u8);
        var noise = new byte[90];
        for (rows = 0; file.Length < FileMb * 1024L * 1024; rows++)
        {
            random.NextBytes(noise);
            file.Write(Encoding.ASCII.GetBytes($"{rows},someone{rows}@example.com,{Convert.ToBase64String(noise)}\n"));
        }

        return file.ToArray();
    }

    private static ProcessCommand Command(FakeS3 storage, LambdaRuntimeApi api) =>
        ProcessCommand.Program(Repository.Function).Through(Limited) with
        {
            Environment = new Dictionary<string, string>
            {
                ["AWS_LAMBDA_RUNTIME_API"] = api.Address,
                ["AWS_ENDPOINT_URL_S3"] = storage.Endpoint.ToString(),
                ["S3_FORCE_PATH_STYLE"] = "on",
                ["AWS_REGION"] = "us-east-1",
                ["AWS_ACCESS_KEY_ID"] = "test",
                ["AWS_SECRET_ACCESS_KEY"] = "test",
                ["FUNCTION"] = "check",
                ["UNIQUE_MB"] = "8",
                ["DOTNET_EnableWriteXorExecute"] = "0",
                ["DOTNET_GCHeapHardLimit"] = $"0x{LimitMb * 1024 * 1024 * 3 / 4:x}",
            },
        };
}
