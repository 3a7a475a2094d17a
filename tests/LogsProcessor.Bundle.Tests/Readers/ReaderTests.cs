using System.Globalization;
using LogsProcessor.Bundle.Tests.Fakes;
using LogsProcessor.Bundle.Zip;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Processes;

namespace LogsProcessor.Bundle.Tests.Readers;

/// <summary>Archives are read by programs that nobody here wrote: from a file, by the directory, and from a pipe, as a stream.</summary>
public sealed class ReaderTests : BundleFixture
{
    private static readonly TimeSpan Ample = TimeSpan.FromMinutes(2);

    /// <summary>Lengths from which on Zip64 is used: the format's; and one that long members reach, and the offsets of those behind them.</summary>
    public static TheoryData<long> Limits => [uint.MaxValue, 3_000];

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task Unzip_finds_no_error(long limit) => await TestAsync(limit, "unzip", "-tq");

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task Seven_zip_finds_no_error(long limit) => await TestAsync(limit, "7z", "t");

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task Python_finds_no_error(long limit) => await TestAsync(limit, "python3", "-m", "zipfile", "-t");

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task Bsdtar_lists_it_from_a_file_and_from_a_pipe(long limit)
    {
        using var folder = new TemporaryFolder();
        var path = await WriteAsync(limit, folder);

        var file = await RunAsync(new ProcessCommand("bsdtar", "-tf", path));
        var pipe = await RunAsync(new ProcessCommand("bsdtar", "-xOf", "-") { Input = Archive });

        Assert.Equal(S3.Keys(Logs), file.OutputLines.Select(Unescape));
        Assert.Equal(0, pipe.ExitCode);
    }

    /// <summary>Java takes lengths of 32 bits behind a member that has fewer bytes than 4 GiB, so that the lowered limit is none for it.</summary>
    [Fact]
    public async Task Java_reads_it_as_a_stream()
    {
        using var folder = new TemporaryFolder();
        await WriteAsync(uint.MaxValue, folder);
        var program = Repository.PathOf("tests", "LogsProcessor.Bundle.Tests", "Readers", "ListStream.java");

        var result = await RunAsync(new ProcessCommand("java", "-Dstdout.encoding=UTF-8", program) { Input = Archive });

        Assert.Equal(
            S3.Keys(Logs)
                .Select(key =>
                    string.Create(CultureInfo.InvariantCulture, $"{S3.Find(Logs, key)!.Content.Length} {key}")
                ),
            result.OutputLines
        );
    }

    private async Task TestAsync(long limit, string program, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        var path = await WriteAsync(limit, folder);

        await RunAsync(new ProcessCommand(program, [.. arguments, path]));
        var damaged = (byte[])Archive!.Clone();
        damaged[damaged.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(path, damaged);
        var second = await RunningProcess.RunAsync(new ProcessCommand(program, [.. arguments, path]), Ample);

        // Python's tool says so and ends with 0.
        Assert.True(
            second.ExitCode != 0 || second.Output.Contains("corrupt", StringComparison.Ordinal),
            second.ToString()
        );
    }

    private async Task<string> WriteAsync(long limit, TemporaryFolder folder)
    {
        PutSamples();
        var summary = await BundleAsync(
            Small with
            {
                Limits = new ZipLimits { Bytes = limit, Members = limit },
            }
        );
        Assert.False(summary.HasFailed, summary.Writing.Last?.Message);
        var path = folder.File("archive.zip");
        await File.WriteAllBytesAsync(path, Archive!);
        return path;
    }

    private static async Task<ProcessResult> RunAsync(ProcessCommand command)
    {
        var result = await RunningProcess.RunAsync(command, Ample);
        Assert.True(result.ExitCode == 0, result.ToString());
        return result;
    }

    /// <summary>Without a UTF-8 locale, bsdtar shows what is beyond ASCII as bytes in octal.</summary>
    private static string Unescape(string line) => line.Replace(@"\303\251", "é", StringComparison.Ordinal);
}
