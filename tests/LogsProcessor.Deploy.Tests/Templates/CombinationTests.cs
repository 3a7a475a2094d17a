namespace LogsProcessor.Deploy.Tests.Templates;

/// <summary>Whatever is chosen, the parts of the stack fit together.</summary>
public sealed class CombinationTests
{
    public static TheoryData<string> Combinations => new(Combination.All.Select(it => it.Name));

    [Fact]
    public void Each_choice_is_combined_with_each() =>
        Assert.Equal(16, Combination.All.Select(it => it.Name).Distinct().Count());

    [Theory]
    [MemberData(nameof(Combinations))]
    public void No_resource_names_one_that_is_not_made(string combination)
    {
        var parameters = Combination
            .Of(combination)
            .Parameters.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(it => it.Split('='))
            .Select(it => (it[0], it[1]));
        var stack = Template.With([.. parameters]);

        Assert.Empty(stack.Faults);
        Assert.All(
            stack.Resources.Keys,
            it => Assert.Subset(stack.Resources.Keys.ToHashSet(), stack.References(it).ToHashSet())
        );
    }
}
