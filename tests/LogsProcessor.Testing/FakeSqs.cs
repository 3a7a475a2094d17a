namespace LogsProcessor.Testing;

/// <summary>An SQS that takes whatever is sent, or answers with an error.</summary>
public sealed class FakeSqs : FakeJsonService
{
    private FakeSqs()
        : base("""{"MessageId":"m-1"}""") { }

    /// <summary>Starts one.</summary>
    public static async Task<FakeSqs> StartAsync()
    {
        var fake = new FakeSqs();
        await fake.ListenAsync();
        return fake;
    }
}
