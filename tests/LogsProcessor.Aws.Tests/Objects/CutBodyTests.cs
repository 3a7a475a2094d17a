namespace LogsProcessor.Aws.Tests.Objects;

public sealed class CutBodyTests
{
    /// <summary>The web server of the fakes looks at it once, when the first of them is started: it is set for the whole process.</summary>
    [Fact]
    public void Body_that_a_fake_cuts_ends_in_order_whichever_fake_was_the_first() =>
        Assert.True(AppContext.TryGetSwitch("Microsoft.AspNetCore.Server.Kestrel.FinOnError", out var isOn) && isOn);
}
