using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using LogsProcessor.Testing;
using LogsProcessor.Testing.Processes;

namespace LogsProcessor.Intake.Tests.Emulator;

/// <summary>Every way to upload, used for real: the endpoint as a process, the emulator as the store, curl or a plain client between.</summary>
[Collection(SharedServer.Name)]
public sealed class UploadTests(IntakeServer server) : IDisposable
{
    private const int PartBytes = 5 * 1024 * 1024;

    private static readonly byte[] Content = "time,value\n2026-03-04,1\n"u8.ToArray();
    private static readonly TimeSpan CurlTimeout = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Signed_put_works_once_with_curl()
    {
        var answer = await StartAsync("put", Content.Length);
        string[] arguments =
        [
            "--upload-file",
            NewFile(Content),
            .. Members(answer, "headers").SelectMany(it => new[] { "--header", $"{it.Key}: {it.Value}" }),
            Text(answer, "url"),
        ];

        Assert.Equal("200", await CurlAsync(arguments));
        Assert.Equal(Content, await server.ReadAsync(Text(answer, "key")));
        Assert.Equal("412", await CurlAsync(arguments));
    }

    [Fact]
    public async Task Signed_form_works_with_curl()
    {
        var answer = await StartAsync("post", Content.Length);
        string[] arguments =
        [
            .. Members(answer, "fields").SelectMany(it => new[] { "--form-string", $"{it.Key}={it.Value}" }),
            "--form",
            $"file=@{NewFile(Content)}",
            Text(answer, "url"),
        ];

        Assert.Equal("204", await CurlAsync(arguments));
        Assert.Equal(Content, await server.ReadAsync(Text(answer, "key")));
    }

    [Fact]
    public async Task Parts_are_signed_sent_listed_and_made_an_object()
    {
        var content = new byte[PartBytes + 10];
        new Random(1).NextBytes(content);
        var answer = await StartAsync(by: null, content.Length);
        var id = Text(answer, "id");
        Assert.Equal(("parts", 2), (Text(answer, "by"), answer.GetProperty("parts").GetInt32()));

        await SendPartAsync(id, 2, content.AsMemory(PartBytes));
        using (var early = await server.Http.PostAsync(Complete(id), null))
        {
            Assert.Equal(HttpStatusCode.Conflict, early.StatusCode);
            var said = await early.Content.ReadAsStringAsync();
            Assert.Contains("part 1 of 2 is not there in its length of 5242880 bytes", said, StringComparison.Ordinal);
        }

        await SendPartAsync(id, 1, content.AsMemory(0, PartBytes));
        var arrived = await server.Http.GetFromJsonAsync<JsonElement>(Parts(id));
        Assert.Equal(
            [(1, (long)PartBytes), (2, 10)],
            arrived
                .GetProperty("parts")
                .EnumerateArray()
                .Select(it => (it.GetProperty("number").GetInt32(), it.GetProperty("size").GetInt64()))
        );

        for (var time = 0; time < 2; time++)
        {
            // The second is what is asked when the first answer was lost.
            using var done = await server.Http.PostAsync(Complete(id), null);
            Assert.Equal(HttpStatusCode.OK, done.StatusCode);
            var made = await done.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal(content.Length, made.GetProperty("size").GetInt64());
        }

        Assert.Equal(SHA256.HashData(content), SHA256.HashData(await server.ReadAsync(Text(answer, "key"))));
    }

    [Fact]
    public async Task Aborted_upload_is_gone()
    {
        var id = Text(await StartAsync("parts", PartBytes), "id");

        using var aborted = await server.Http.DeleteAsync(new Uri($"uploads/{id}", UriKind.Relative));
        using var again = await server.Http.DeleteAsync(new Uri($"uploads/{id}", UriKind.Relative));
        using var listed = await server.Http.GetAsync(Parts(id));

        Assert.Equal(HttpStatusCode.NoContent, aborted.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, listed.StatusCode);
    }

    [Fact]
    public async Task Credentials_come_from_the_role_and_say_when_they_end()
    {
        var answer = await StartAsync("sts", Content.Length);

        var credentials = answer.GetProperty("credentials");
        Assert.All(
            (string[])["accessKeyId", "secretAccessKey", "sessionToken"],
            name => Assert.NotEmpty(Text(credentials, name))
        );
        var end = DateTimeOffset.Parse(Text(answer, "expiresAt"), CultureInfo.InvariantCulture);
        Assert.InRange(end, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddHours(1).AddMinutes(1));
        Assert.StartsWith("in/laptop/", Text(answer, "key"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bearer 0123456789abcdef0123")]
    [InlineData("Basic bGFwdG9wOmxhcHRvcA==")]
    [InlineData(null)]
    public async Task Who_shows_no_right_key_is_nobody(string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Http.BaseAddress!, "uploads"));
        request.Content = JsonContent.Create(new { name = "a.csv", size = 1 });
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using var answer = await server.Store.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private async Task<JsonElement> StartAsync(string? by, int size)
    {
        var sha256 = size == Content.Length ? Convert.ToHexStringLower(SHA256.HashData(Content)) : null;
        var question = new
        {
            name = "report.csv",
            size,
            type = "text/csv",
            sha256,
            by,
        };
        using var answer = await server.Http.PostAsJsonAsync("uploads", question);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task SendPartAsync(string id, int number, ReadOnlyMemory<byte> content)
    {
        var sha256 = Convert.ToBase64String(SHA256.HashData(content.Span));
        using var signed = await server.Http.PostAsJsonAsync(
            Parts(id),
            new { parts = new[] { new { number, sha256 } } }
        );
        var part = (await signed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("parts")[0];
        using var request = new HttpRequestMessage(HttpMethod.Put, Text(part, "url"));
        request.Content = new ReadOnlyMemoryContent(content);
        request.Headers.Add("x-amz-checksum-sha256", Members(part, "headers")["x-amz-checksum-sha256"]);
        using var sent = await server.Store.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
    }

    /// <summary>Runs curl, for the status it is answered.</summary>
    private static async Task<string> CurlAsync(string[] arguments)
    {
        string[] all = ["--silent", "--output", "/dev/null", "--write-out", "%{http_code}", .. arguments];
        return (await RunningProcess.RunAsync(new ProcessCommand("curl", all), CurlTimeout)).Output;
    }

    private string NewFile(byte[] content)
    {
        var path = _folder.File("report.csv");
        File.WriteAllBytes(path, content);
        return path;
    }

    private static Uri Parts(string id) => new($"uploads/{id}/parts", UriKind.Relative);

    private static Uri Complete(string id) => new($"uploads/{id}/complete", UriKind.Relative);

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private static Dictionary<string, string> Members(JsonElement json, string name) =>
        json.GetProperty(name).EnumerateObject().ToDictionary(it => it.Name, it => it.Value.GetString()!);
}
