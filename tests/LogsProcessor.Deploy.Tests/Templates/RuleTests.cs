namespace LogsProcessor.Deploy.Tests.Templates;

/// <summary>Parameters that do not go together are refused before anything is made.</summary>
public sealed class RuleTests
{
    [Fact]
    public void The_defaults_go_together() => Assert.Empty(Template.With().Faults);

    [Theory]
    [InlineData("need LogstashTls on", "TlsSecret=logstash")]
    [InlineData(
        "need LogstashTls on",
        "TlsLayer=arn:aws:lambda:eu-west-1:111122223333:layer:tls:1;LogstashCaFile=/opt/ca.pem"
    )]
    [InlineData(
        "not from both",
        "LogstashTls=on;TlsSecret=s;TlsLayer=l;LogstashCertFile=/opt/c;LogstashKeyFile=/opt/k"
    )]
    [InlineData("come from TlsLayer", "LogstashTls=on;LogstashCaFile=/opt/ca.pem")]
    [InlineData("LogstashKeyFile are given together", "LogstashTls=on;TlsLayer=l;LogstashCertFile=/opt/cert.pem")]
    [InlineData("SubnetIds are given together", "VpcId=vpc-1a")]
    [InlineData("SubnetIds are given together", "SubnetIds=subnet-1a")]
    [InlineData("which S3PrefixList shuts out", "S3PrefixList=pl-1a;CheckpointBucket=places")]
    [InlineData("needs ArchiveBucket", "OnDone=move")]
    [InlineData("needs ArchivePrefix", "OnDone=move;ArchiveBucket=orders-logs")]
    [InlineData("clb and alb lines only", "Layout=original;Format=nlb")]
    public void What_does_not_go_together_is_refused_with_the_reason(string reason, string parameters) =>
        Assert.Contains(Template.With(Parse(parameters)).Faults, it => it.Contains(reason, StringComparison.Ordinal));

    [Theory]
    [InlineData("LogstashTls=on;TlsSecret=logstash;TlsSecretHolds=ca,cert,key")]
    [InlineData("LogstashTls=on;TlsSecret=logstash;TlsLayer=l;LogstashCertFile=")]
    [InlineData("LogstashTls=on;TlsLayer=l;LogstashCaFile=/opt/ca;LogstashCertFile=/opt/c;LogstashKeyFile=/opt/k")]
    [InlineData("VpcId=vpc-1a;SubnetIds=subnet-1a")]
    [InlineData("S3PrefixList=pl-1a;CheckpointBucket=places;Trigger=Direct")]
    [InlineData("OnDone=move;ArchiveBucket=archive")]
    [InlineData("OnDone=move;ArchiveBucket=orders-logs;ArchivePrefix=archive/")]
    [InlineData("Layout=original;Format=alb")]
    public void What_goes_together_is_accepted(string parameters) =>
        Assert.Empty(Template.With(Parse(parameters)).Faults);

    private static (string, string)[] Parse(string parameters) =>
        [.. parameters.Split(';').Select(it => it.Split('=')).Select(it => (it[0], it[1]))];
}
