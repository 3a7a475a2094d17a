using System.Text.RegularExpressions;
using System.Xml.Linq;
using LogsProcessor.Testing;

namespace LogsProcessor.EndToEnd.Tests.Rooms;

/// <summary>Who may use whom. The project references hold the arrows between rooms; within the core only this test does.</summary>
public sealed partial class RoomsTests
{
    private static readonly string[] All =
    [
        "LogsProcessor.Core",
        "LogsProcessor.Aws",
        "LogsProcessor.Logstash",
        "LogsProcessor.Bundle",
        "LogsProcessor.Clone",
        "LogsProcessor.Check",
        "LogsProcessor.Intake",
    ];

    public static TheoryData<string, string[]> ProjectReferences =>
        new()
        {
            { "LogsProcessor.Core", [] },
            { "LogsProcessor.Aws", ["LogsProcessor.Core"] },
            { "LogsProcessor.Logstash", ["LogsProcessor.Core"] },
            { "LogsProcessor.Bundle", ["LogsProcessor.Core", "LogsProcessor.Aws"] },
            { "LogsProcessor.Clone", ["LogsProcessor.Core", "LogsProcessor.Aws"] },
            { "LogsProcessor.Check", ["LogsProcessor.Core", "LogsProcessor.Aws"] },
            { "LogsProcessor.Intake", ["LogsProcessor.Core", "LogsProcessor.Aws"] },
            { "LogsProcessor.Functions", All },
            { "LogsProcessor.Cli", All },
        };

    public static TheoryData<string, string[]> CoreFolders =>
        new()
        {
            { "Formats", [] },
            { "Settings", [] },
            { "Summary", [] },
            { "Lines", ["Summary"] },
            { "Parsing", ["Formats"] },
            { "Filtering", ["Formats", "Parsing", "Settings"] },
            { "Json", ["Filtering", "Formats", "Parsing", "Settings", "Summary"] },
        };

    [Theory]
    [MemberData(nameof(ProjectReferences))]
    public void A_room_references_only_the_rooms_it_may_use(string room, string[] allowed)
    {
        var project = XDocument.Load(Repository.PathOf("src", room, $"{room}.csproj"));

        var referenced = project
            .Descendants("ProjectReference")
            .Select(it => Path.GetFileNameWithoutExtension(it.Attribute("Include")!.Value));

        Assert.Equal(allowed.Order(), referenced.Order());
    }

    [Theory]
    [MemberData(nameof(CoreFolders))]
    public void A_folder_of_the_core_names_only_the_folders_it_may_use(string folder, string[] allowed)
    {
        var files = Directory.GetFiles(Repository.PathOf("src", "LogsProcessor.Core", folder), "*.cs");
        var named = files
            .SelectMany(file => Namespace().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["folder"].Value)
            .Where(it => it != folder)
            .Distinct();

        Assert.NotEmpty(files);
        Assert.Empty(named.Except(allowed));
    }

    [Fact]
    public void Every_folder_of_the_core_has_its_rule()
    {
        var folders = Directory
            .GetDirectories(Repository.PathOf("src", "LogsProcessor.Core"))
            .Select(path => Path.GetFileName(path)!)
            .Where(name => name is not ("bin" or "obj"));

        Assert.Equal(CoreFolders.Select(row => (string)row[0]).Order(), folders.Order());
    }

    [Fact]
    public void Every_room_has_its_rule()
    {
        var rooms = Directory.GetDirectories(Repository.PathOf("src")).Select(path => Path.GetFileName(path)!);

        Assert.Equal(ProjectReferences.Select(row => (string)row[0]).Order(), rooms.Order());
    }

    [GeneratedRegex(@"LogsProcessor\.Core\.(?<folder>Filtering|Formats|Json|Lines|Parsing|Settings|Summary)\b")]
    private static partial Regex Namespace();
}
