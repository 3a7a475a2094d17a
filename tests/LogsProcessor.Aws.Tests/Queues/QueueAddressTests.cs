using LogsProcessor.Aws.Queues;

namespace LogsProcessor.Aws.Tests.Queues;

public sealed class QueueAddressTests
{
    [Theory]
    [InlineData(
        "arn:aws:sqs:eu-west-1:111122223333:logs",
        null,
        "https://sqs.eu-west-1.amazonaws.com/111122223333/logs"
    )]
    [InlineData(
        "arn:aws-us-gov:sqs:us-gov-west-1:111122223333:logs",
        null,
        "https://sqs.us-gov-west-1.amazonaws.com/111122223333/logs"
    )]
    [InlineData(
        "arn:aws-cn:sqs:cn-north-1:111122223333:logs",
        null,
        "https://sqs.cn-north-1.amazonaws.com.cn/111122223333/logs"
    )]
    [InlineData(
        "arn:aws:sqs:us-east-1:111122223333:logs",
        "http://127.0.0.1:5000",
        "http://127.0.0.1:5000/111122223333/logs"
    )]
    public void Arn_gives_the_url(string arn, string? endpoint, string url) =>
        Assert.Equal(url, QueueAddress.Of(arn, endpoint is null ? null : new Uri(endpoint)).Url);

    [Theory]
    [InlineData(null)]
    [InlineData("arn:aws:sns:us-east-1:111122223333:logs")]
    [InlineData("arn:aws:sqs:us-east-1:111122223333:")]
    [InlineData("logs")]
    public void What_is_no_queue_is_refused(string? arn) =>
        Assert.Equal(
            $"'{arn}' is no queue's ARN; arn:aws:sqs:region:account:name is wanted",
            Assert.Throws<QueueException>(() => QueueAddress.Of(arn, null)).Message
        );
}
