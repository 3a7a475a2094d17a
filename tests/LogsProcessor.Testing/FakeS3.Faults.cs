namespace LogsProcessor.Testing;

/// <summary>Failing on request.</summary>
public sealed partial class FakeS3
{
    private readonly List<(FakeS3Fault Fault, int Left)> _faults = [];

    /// <summary>Tells it to fail. The oldest fault that fits a request is the one that it meets.</summary>
    public void Fail(FakeS3Fault fault)
    {
        lock (_lock)
        {
            _faults.Add((fault, fault.Times));
        }
    }

    /// <summary>Takes back every fault.</summary>
    public void Heal()
    {
        lock (_lock)
        {
            _faults.Clear();
        }
    }

    private FakeS3Fault? FaultFor(FakeS3Request request)
    {
        lock (_lock)
        {
            var index = _faults.FindIndex(entry => entry.Left > 0 && entry.Fault.When(request));
            if (index < 0)
            {
                return null;
            }

            var (fault, left) = _faults[index];
            _faults[index] = (fault, left - 1);
            return fault;
        }
    }
}
