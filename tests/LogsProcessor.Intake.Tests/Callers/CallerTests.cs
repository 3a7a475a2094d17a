using LogsProcessor.Intake.Callers;

namespace LogsProcessor.Intake.Tests.Callers;

public sealed class CallerTests
{
    private const string Key = "0123456789abcdef";

    [Theory]
    [InlineData("iss", "alice", "iss", "Alice")]
    [InlineData("iss", "alice", "other", "alice")]
    [InlineData("iss", "a/b", "iss", "a-b")]
    [InlineData("iss 1", "x", "iss", "1 x")]
    [InlineData("iss", "é", "iss", "è")]
    public void Two_callers_never_share_a_folder(string authority, string identity, string otherAuthority, string other)
    {
        Assert.NotEqual(Caller.Known(authority, identity), Caller.Known(otherAuthority, other));
        Assert.Equal(Caller.Known(authority, identity), Caller.Known(authority, identity));
    }

    [Theory]
    [InlineData("auth0|5f7c8ec7c33c6c004bbafe82")]
    [InlineData("../../partner-b")]
    [InlineData("arn:aws:iam::123456789012:user/*?${x}")]
    [InlineData("")]
    public void Folder_is_of_plain_characters_whatever_the_identity(string identity) =>
        Assert.Matches("^[a-z0-9-]*~[0-9a-f]{20}$", Caller.Known("iss", identity).Folder);

    [Fact]
    public void Caller_whom_the_operator_has_named_is_no_other() =>
        Assert.False(Caller.IsName(Caller.Known("iss", "partner-a").Folder));

    [Fact]
    public void Key_file_names_callers()
    {
        var ring = KeyRing.Parse($"# partners\npartner-a {Key}\r\n\npartner-b\t{Key}2 # until May\n");

        Assert.Equal("partner-a", ring.Find($"Bearer {Key}")!.Folder);
        Assert.Equal("partner-b", ring.Find($"bearer {Key}2")!.Folder);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer ")]
    [InlineData(Key)]
    [InlineData("Basic " + Key)]
    [InlineData("Bearer " + Key + "0")]
    public void Whoever_shows_no_key_of_the_file_is_nobody(string? authorization) =>
        Assert.Null(KeyRing.Parse($"partner-a {Key}").Find(authorization));

    [Theory]
    [InlineData("", "it names no caller; a line of a name and a key is needed")]
    [InlineData("partner-a", "line 1 is not a name")]
    [InlineData("partner-a short", "line 1 is not a name")]
    [InlineData("\nPartner " + Key, "line 2 is not a name")]
    [InlineData("../x " + Key, "line 1 is not a name")]
    [InlineData("a " + Key + "\nb " + Key, "line 2 has a key that another line has")]
    public void Key_file_with_a_fault_says_where_and_shows_no_key(string text, string message)
    {
        var exception = Assert.Throws<FormatException>(() => KeyRing.Parse(text));

        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, exception.Message, StringComparison.Ordinal);
    }
}
