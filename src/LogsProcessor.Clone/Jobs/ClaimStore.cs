using LogsProcessor.Clone.Reporting;

namespace LogsProcessor.Clone.Jobs;

/// <summary>
/// Lets one worker at a time have a segment: a claim is a file that only one can write first, and that runs out unless it is renewed. It also
/// keeps how far the segment is done.
/// </summary>
/// <param name="store">The job bucket.</param>
/// <param name="lease">How long a claim holds without being renewed.</param>
/// <param name="clock">The time. Workers' clocks may differ by less than the lease.</param>
internal sealed class ClaimStore(JobStore store, TimeSpan lease, TimeProvider clock)
{
    /// <summary>Claims a segment.</summary>
    /// <param name="id">The job.</param>
    /// <param name="segment">The segment's number.</param>
    /// <param name="owner">Who claims it, unlike anybody else.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>Null if another one has it.</returns>
    internal async Task<HeldClaim?> TryTakeAsync(string id, int segment, string owner, CancellationToken cancel)
    {
        var key = JobKeys.ClaimOf(id, segment);
        var claim = NewClaim(owner, "", new CloneCounts());
        if (await store.TryPutAsync(key, claim, JobJson.Default.Claim, null, cancel) is { } tag)
        {
            return new HeldClaim(this, key, claim, tag);
        }

        if (await store.FindAsync(key, JobJson.Default.Claim, cancel) is not { } there)
        {
            return null;
        }

        if (there.Value.Owner == owner && there.Value.LeaseUntil > clock.GetUtcNow())
        {
            // Its own: only the answer was lost.
            return new HeldClaim(this, key, there.Value, there.Tag);
        }

        if (there.Value.LeaseUntil > clock.GetUtcNow())
        {
            return null;
        }

        claim = NewClaim(owner, there.Value.Place, there.Value.Counts);
        return await store.TryPutAsync(key, claim, JobJson.Default.Claim, there.Tag, cancel) is { } taken
            ? new HeldClaim(this, key, claim, taken)
            : null;
    }

    /// <summary>How often a claim is renewed.</summary>
    internal TimeSpan RenewEvery => lease / 3;

    internal TimeProvider Clock => clock;

    private Claim NewClaim(string owner, string place, CloneCounts counts) =>
        new(owner, clock.GetUtcNow() + lease, place, counts);

    /// <summary>Writes a claim over what it was.</summary>
    /// <returns>The new tag, or null if it is somebody else's by now.</returns>
    internal async Task<string?> SaveAsync(string key, Claim claim, string tag, CancellationToken cancel)
    {
        if (await store.TryPutAsync(key, claim, JobJson.Default.Claim, tag, cancel) is { } written)
        {
            return written;
        }

        // Its own, if the answer to what it wrote before was lost or not waited for. That said less than this does.
        var there = await store.FindAsync(key, JobJson.Default.Claim, cancel);
        return there?.Value.Owner == claim.Owner
            ? await store.TryPutAsync(key, claim, JobJson.Default.Claim, there.Value.Tag, cancel)
            : null;
    }

    /// <summary>The claim of <paramref name="owner"/> from now on, with what is done.</summary>
    internal Claim Renewed(string owner, string place, CloneCounts counts, bool isReleased) =>
        NewClaim(owner, place, counts) is var claim && isReleased
            ? claim with
            {
                LeaseUntil = clock.GetUtcNow(),
            }
            : claim;
}

/// <summary>A claim that this worker has. Not thread-safe.</summary>
internal sealed class HeldClaim(ClaimStore store, string key, Claim claim, string tag)
{
    private string _tag = tag;

    /// <summary>Up to this key all was done when it was taken.</summary>
    internal string Place => claim.Place;

    /// <summary>What became of it.</summary>
    internal CloneCounts Counts => claim.Counts;

    /// <summary>Renews it, or gives it back, and keeps how far the segment is done.</summary>
    /// <returns>Whether it was still this worker's.</returns>
    internal async Task<bool> SaveAsync(
        (string Place, CloneCounts Counts) done,
        bool isReleased,
        CancellationToken cancel
    )
    {
        var renewed = store.Renewed(claim.Owner, done.Place, done.Counts, isReleased);
        if (await store.SaveAsync(key, renewed, _tag, cancel) is not { } written)
        {
            return false;
        }

        _tag = written;
        return true;
    }
}
