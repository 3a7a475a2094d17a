using System.Globalization;
using LogsProcessor.Benchmarks;
using LogsProcessor.Benchmarks.Running;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
try
{
    if (args is [S3StandIn.Verb, ..])
    {
        await S3StandIn.RunAsync(args);
        return 0;
    }

    await BenchmarkRun.RunAsync(BenchmarkOptions.Read(Environment.GetEnvironmentVariable), Console.Out);
    return 0;
}
catch (BenchmarkException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
