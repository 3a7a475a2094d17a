using LogsProcessor.Deploy.Tests;
using LogsProcessor.Deploy.Tests.Companions;
using LogsProcessor.Deploy.Tests.Packages;
using LogsProcessor.Deploy.Tests.Scripts;
using LogsProcessor.Deploy.Tests.Stacks;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer($"LogsProcessor.Deploy.Tests.{nameof(LongestFirst)}", "LogsProcessor.Deploy.Tests")]

namespace LogsProcessor.Deploy.Tests;

/// <summary>
/// Begins with the classes that take longest, each a minute on a slow machine: the short ones fill what is left of the other core's time,
/// and no long one runs alone at the end.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly Type[] Longest =
    [
        typeof(BuildTests),
        typeof(RollbackTests),
        typeof(DeploymentTests),
        typeof(ExistingBucketTests),
        typeof(DirectDeploymentTests),
        typeof(DeployFaultTests),
        typeof(CompanionsStackTests),
    ];

    /// <inheritdoc/>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(PlaceOf);

    // xunit names the collection of a class after it.
    private static int PlaceOf(ITestCollection collection)
    {
        var place = Array.FindIndex(
            Longest,
            it => collection.DisplayName.EndsWith(it.FullName!, StringComparison.Ordinal)
        );
        return place < 0 ? Longest.Length : place;
    }
}
