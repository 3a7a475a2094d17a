using System.CommandLine;
using LogsProcessor.Bundle.Archives;
using LogsProcessor.Cli.Bundling;

namespace LogsProcessor.Cli.Commands;

/// <summary><c>bundle</c>: makes one indexed archive of the objects of a prefix, and reads archives.</summary>
internal static class BundleCommand
{
    private const string ArchiveHelp = "The archive: s3://bucket/key.zip, or a file";

    public static Command Create(Terminal terminal)
    {
        var verb = new Verb(
            "bundle",
            "Makes one indexed ZIP archive of the objects of a prefix; nothing touches a disk on the way. See also its verbs below.",
            [
                "logsprocessor bundle s3://my-logs/AWSLogs/111122223333/elasticloadbalancing/eu-west-1/2026/03/09/ s3://my-archive/2026-03-09.zip",
                "logsprocessor bundle list s3://my-archive/2026-03-09.zip",
                "logsprocessor bundle get s3://my-archive/2026-03-09.zip AWSLogs/…/….log.gz > one.log.gz",
                "logsprocessor bundle verify s3://my-archive/2026-03-09.zip",
                "logsprocessor bundle delete-originals s3://my-archive/2026-03-09.zip",
                "logsprocessor ship s3://my-archive/2026-03-09.zip --logstash one:5044",
            ]
        )
        {
            List(terminal),
            Get(terminal),
            Verify(terminal),
            DeleteOriginals(terminal),
        };
        var source = Arguments.One("SOURCE", "The objects: s3://bucket/prefix/");
        var destination = Arguments.One("DESTINATION", "The archive to make: s3://bucket/key.zip, or a file");
        verb.Add(source);
        verb.Add(destination);
        var settings = new SettingOptions(verb, [.. Setting.OfBundles, .. Setting.OfStorage]);
        verb.SetAction(
            async (parsed, stop) =>
            {
                var from = ArchiveStore.ParseLocation(parsed.GetRequiredValue(source));
                using var store = ArchiveStore.Open(settings.Reader(parsed, terminal), terminal, from.ToString());
                var to = store.PlaceOf(parsed.GetRequiredValue(destination));
                return await new BundleJob(store, terminal).MakeAsync(from, to, stop);
            }
        );
        return verb;
    }

    private static Verb List(Terminal terminal) =>
        OfArchive(
            "list",
            "Lists the members of an archive, a line of JSON each, as its index has them.",
            "logsprocessor bundle list s3://my-archive/2026-03-09.zip | head",
            terminal,
            (job, archive, stop) => job.ListAsync(archive, stop)
        );

    private static Verb Verify(Terminal terminal) =>
        OfArchive(
            "verify",
            "Reads a whole archive and checks the length and checksum of every member.",
            "logsprocessor bundle verify s3://my-archive/2026-03-09.zip",
            terminal,
            (job, archive, stop) => job.VerifyAsync(archive, stop)
        );

    private static Verb DeleteOriginals(Terminal terminal) =>
        OfArchive(
            "delete-originals",
            "Verifies an archive, then deletes the objects that it was made of, each only if it has not changed since.",
            "logsprocessor bundle delete-originals s3://my-archive/2026-03-09.zip",
            terminal,
            (job, archive, stop) => job.DeleteOriginalsAsync(archive, stop)
        );

    private static Verb Get(Terminal terminal)
    {
        var verb = new Verb(
            "get",
            "Writes a member of an archive to standard output, as it was; only its range is read.",
            ["logsprocessor bundle get s3://my-archive/2026-03-09.zip AWSLogs/…/….log.gz | zcat"]
        );
        var archive = Arguments.One("ARCHIVE", ArchiveHelp);
        var key = Arguments.One("KEY", "The key of the object that it was");
        verb.Add(archive);
        verb.Add(key);
        var settings = new SettingOptions(verb, Setting.OfStorage);
        verb.SetAction(
            async (parsed, stop) =>
            {
                var name = parsed.GetRequiredValue(archive);
                using var store = ArchiveStore.Open(settings.Reader(parsed, terminal), terminal, name);
                var opened = await store.OpenAsync(name, stop);
                return await new BundleJob(store, terminal).GetAsync(opened, parsed.GetRequiredValue(key), stop);
            }
        );
        return verb;
    }

    private static Verb OfArchive(
        string name,
        string description,
        string example,
        Terminal terminal,
        Func<BundleJob, BundleArchive, CancellationToken, Task<int>> run
    )
    {
        var verb = new Verb(name, description, [example]);
        var archive = Arguments.One("ARCHIVE", ArchiveHelp);
        verb.Add(archive);
        var settings = new SettingOptions(verb, Setting.OfStorage);
        verb.SetAction(
            async (parsed, stop) =>
            {
                var name = parsed.GetRequiredValue(archive);
                using var store = ArchiveStore.Open(settings.Reader(parsed, terminal), terminal, name);
                var opened = await store.OpenAsync(name, stop);
                return await run(new BundleJob(store, terminal), opened, stop);
            }
        );
        return verb;
    }
}
