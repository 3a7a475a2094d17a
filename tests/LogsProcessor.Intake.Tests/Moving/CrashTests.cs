namespace LogsProcessor.Intake.Tests.Moving;

/// <summary>
/// Every moment at which a move can be cut off, with events in any order and number, and a newer file that arrives at any moment: each
/// content is archived once, or replaced before it could be, and nothing is left where files are handed in.
/// </summary>
public sealed class CrashTests : MoveFixture
{
    // A move makes four requests; those behind belong to the next.
    private const int Requests = 6;

    public static TheoryData<string, bool> Deliveries
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var events in (string[])["1", "11", "12", "21", "112", "121", "211", "122"])
            {
                data.Add(events, false);
                data.Add(events, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Deliveries))]
    public async Task Each_content_is_archived_once_wherever_a_move_breaks_off(string events, bool isVersioned)
    {
        var number = 0;
        foreach (var fault in Enum.GetValues<MoveFault>())
        {
            for (var at = 1; at <= (fault == MoveFault.None ? 1 : Requests); at++)
            {
                for (
                    var arrival = 1;
                    arrival <= (events.Contains('2', StringComparison.Ordinal) ? Requests : 1);
                    arrival++
                )
                {
                    using var scenario = new MoveScenario(S3, Move, $"in/partner-a/{++number}/x.csv", isVersioned);
                    Inspection.Inspected.Clear();
                    await scenario.RunAsync(events, fault, at, arrival);
                    scenario.Judge(Inspection.Inspected, $"{events}, {fault} at request {at}, newer file at {arrival}");
                }
            }
        }
    }
}
