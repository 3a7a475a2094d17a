using System.Globalization;
using System.Net;
using LogsProcessor.Testing.Lambda;

namespace LogsProcessor.EndToEnd.Tests.Fakes;

public sealed class LambdaRuntimeApiTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly HttpClient Http = new();

    private LambdaRuntimeApi _api = null!;

    private string Root => $"http://{_api.Address}/2018-06-01/runtime";

    public async Task InitializeAsync() => _api = await LambdaRuntimeApi.StartAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task An_invocation_brings_event_and_deadline_and_takes_the_response()
    {
        var before = DateTimeOffset.UtcNow;
        var invoked = _api.InvokeAsync("{\"Records\":[]}", Patience);

        using var next = await Http.GetAsync(new Uri($"{Root}/invocation/next"));
        var id = next.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").Single();
        var deadline = long.Parse(
            next.Headers.GetValues("Lambda-Runtime-Deadline-Ms").Single(),
            CultureInfo.InvariantCulture
        );
        using var accepted = await PostAsync($"{Root}/invocation/{id}/response", "{}");

        Assert.Equal("{\"Records\":[]}", await next.Content.ReadAsStringAsync());
        Assert.InRange(deadline, before.ToUnixTimeMilliseconds() + 1, (before + 2 * Patience).ToUnixTimeMilliseconds());
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal(new LambdaAnswer("{}", false, null), await invoked);
    }

    [Fact]
    public async Task An_error_is_told_with_its_type_and_a_second_answer_is_refused()
    {
        var invoked = _api.InvokeAsync("{}", Patience);
        using var next = await Http.GetAsync(new Uri($"{Root}/invocation/next"));
        var id = next.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").Single();

        using var accepted = await PostAsync($"{Root}/invocation/{id}/error", "{\"errorMessage\":\"x\"}", "Run.Failed");
        using var refused = await PostAsync($"{Root}/invocation/{id}/response", "{}");

        Assert.Equal(new LambdaAnswer("{\"errorMessage\":\"x\"}", true, "Run.Failed"), await invoked);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task A_failed_start_is_told()
    {
        using var accepted = await PostAsync($"{Root}/init/error", "{}", "Settings");

        Assert.Equal(new LambdaAnswer("{}", true, "Settings"), await _api.InitError.WaitAsync(Patience));
    }

    private static Task<HttpResponseMessage> PostAsync(string url, string body, string? errorType = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body) };
        if (errorType is not null)
        {
            request.Headers.Add("Lambda-Runtime-Function-Error-Type", errorType);
        }

        return Http.SendAsync(request);
    }
}
