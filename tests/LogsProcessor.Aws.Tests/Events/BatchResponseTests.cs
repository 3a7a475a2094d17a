using System.Text;
using LogsProcessor.Aws.Events;

namespace LogsProcessor.Aws.Tests.Events;

public sealed class BatchResponseTests
{
    [Theory]
    [InlineData(new string[0], """{"batchItemFailures":[]}""")]
    [InlineData(new[] { "m-1" }, """{"batchItemFailures":[{"itemIdentifier":"m-1"}]}""")]
    [InlineData(
        new[] { "m-2", "m-1", "m-2" },
        """{"batchItemFailures":[{"itemIdentifier":"m-2"},{"itemIdentifier":"m-1"}]}"""
    )]
    public void Failed_messages_are_named_once_each_in_order(string[] ids, string json) =>
        Assert.Equal(json, Encoding.UTF8.GetString(BatchResponse.Write(ids)));
}
