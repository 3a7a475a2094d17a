namespace LogsProcessor.Deploy.Tests.Octopus;

/// <summary>What a server makes of the files, beyond their grammar.</summary>
public sealed class OctopusServerTests
{
    [Fact]
    public void A_failed_smoke_test_goes_back_to_the_version_that_was_live_before_the_deployment()
    {
        var names = OctopusProject.Steps.Select(it => it.Labels.Single()).ToList();
        var script = OctopusProject.Property(OctopusProject.Steps[^1], "Octopus.Action.Script.ScriptBody")!;

        Assert.InRange(names.IndexOf("note-live-version"), 0, names.IndexOf("preview-changes"));
        Assert.Contains("Octopus.Action[Note live version].Output.Version", script, StringComparison.Ordinal);
        Assert.Contains("--to", script, StringComparison.Ordinal);
    }

    /// <summary>Without the mode a runbook cannot be run for a tenant, whose name is in the stack's.</summary>
    [Fact]
    public void Runbooks_run_for_a_tenant_and_say_in_the_newest_schema_how_many_runs_are_kept() =>
        Assert.All(
            OctopusProject.Runbooks,
            it =>
            {
                var retention = it.Blocks.Single(block => block.Name == "run_retention_policy").Attributes;
                Assert.Equal("Tenanted", it.Attributes["multi_tenancy_mode"]);
                Assert.Equal(["quantity_to_keep", "type"], retention.Keys.Order());
                Assert.Equal("Count", retention["type"]);
            }
        );

    /// <summary>A deferred one is chosen by a parameter, which only step templates have.</summary>
    [Fact]
    public void Every_package_is_chosen_where_it_is_used()
    {
        var packages = OctopusProject
            .Files.Values.SelectMany(it => it.All("packages"))
            .Select(it => (IReadOnlyDictionary<string, object?>)it.Attributes["properties"]!)
            .ToList();

        Assert.InRange(packages.Count, 10, 20);
        Assert.All(packages, it => Assert.Equal("immediate", it["SelectionMode"]));
        Assert.All(packages, it => Assert.DoesNotContain("PackageParameterName", it.Keys));
    }

    /// <summary>A step's own package has no name by which it could be told apart; those that a script refers to have.</summary>
    [Fact]
    public void A_release_has_the_version_of_a_package_that_its_step_has()
    {
        var donor = OctopusProject.Files["deployment_settings.ocl"].All("donor_package").Single().Attributes;
        var step = OctopusProject.Steps.Single(it => it.Labels.Single() == (string)donor["step"]!);
        var names = step.All("packages").Select(it => it.Labels.SingleOrDefault());

        Assert.Contains((string?)donor.GetValueOrDefault("package"), names);
    }
}
