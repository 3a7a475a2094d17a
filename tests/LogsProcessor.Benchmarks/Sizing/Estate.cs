namespace LogsProcessor.Benchmarks.Sizing;

/// <summary>Load balancers and what they log.</summary>
/// <param name="Name">What it is, in words.</param>
/// <param name="Balancers">So many of them.</param>
/// <param name="NodesPerBalancer">Nodes of each; every node writes an object every five minutes.</param>
/// <param name="GbPerDay">Log text of all in a day, in GB (10⁹ bytes).</param>
public sealed record Estate(string Name, int Balancers, int NodesPerBalancer, double GbPerDay)
{
    private const int MinutesPerObject = 5;
    private const int ObjectsPerNode = 24 * 60 / MinutesPerObject;

    // AWS names five minutes; the end of a window is followed by its objects within a minute or so.
    private const double MostDelaySeconds = 60;

    // The busiest hour of a day has about twice the mean.
    private const double DailySwing = 0.9;

    /// <summary>The objects of one day in the order in which they arrive: the same for the same seed.</summary>
    public IReadOnlyList<ArrivedObject> ArrivalsOfOneDay(double bytesPerLine, int seed)
    {
        var random = new Random(seed);
        var shares = SharesOfBalancers(random);
        var linesPerDay = GbPerDay * 1e9 / bytesPerLine;
        var arrivals = new List<ArrivedObject>(Balancers * NodesPerBalancer * ObjectsPerNode);
        foreach (var share in shares)
        {
            for (var node = 0; node < NodesPerBalancer; node++)
            {
                for (var window = 1; window <= ObjectsPerNode; window++)
                {
                    var mean = linesPerDay * share / NodesPerBalancer / ObjectsPerNode * TimeOfDay(window);
                    var lines = (long)(mean * (0.8 + (0.4 * random.NextDouble())));
                    var delay = MostDelaySeconds * random.NextDouble();
                    arrivals.Add(new ArrivedObject((window * MinutesPerObject * 60) + delay, lines));
                }
            }
        }

        return [.. arrivals.OrderBy(arrival => arrival.Second)];
    }

    // Few balancers have most of the traffic: the k-th has about 1/k of the first one's.
    private double[] SharesOfBalancers(Random random)
    {
        var weights = Enumerable
            .Range(1, Balancers)
            .Select(rank => (0.9 + (0.2 * random.NextDouble())) / rank)
            .ToArray();
        var sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }

    private static double TimeOfDay(int window) =>
        1 + (DailySwing * Math.Sin(2 * Math.PI * ((double)window / ObjectsPerNode - 0.25)));
}

/// <summary>An object that S3 tells of.</summary>
/// <param name="Second">When, in seconds of the day.</param>
/// <param name="Lines">Its lines.</param>
public readonly record struct ArrivedObject(double Second, long Lines);
