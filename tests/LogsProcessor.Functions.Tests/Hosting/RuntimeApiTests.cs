using System.Net;
using LogsProcessor.Functions.Hosting;
using LogsProcessor.Testing.Lambda;

namespace LogsProcessor.Functions.Tests.Hosting;

public sealed class RuntimeApiTests
{
    [Fact]
    public async Task Proxy_of_the_environment_does_not_stand_between_the_function_and_lambda()
    {
        await using var lambda = await LambdaRuntimeApi.StartAsync();
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new DeadProxy(lambda.Address);
        try
        {
            using var runtime = new RuntimeApi(lambda.Address);
            var answer = lambda.InvokeAsync("{}", TimeSpan.FromMinutes(1));

            var invocation = await runtime.NextAsync();
            await runtime.PostResultAsync(invocation.RequestId, InvocationResult.Answer("1"u8.ToArray()));

            Assert.Equal("1", (await answer).Body);
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }
    }

    /// <summary>A proxy that nobody can reach, for one address.</summary>
    private sealed class DeadProxy(string address) : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri? GetProxy(Uri destination) => new("http://127.0.0.1:1");

        public bool IsBypassed(Uri host) => host.Authority != address;
    }
}
