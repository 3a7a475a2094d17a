using LogsProcessor.Clone.Copying;

namespace LogsProcessor.Clone.Jobs;

/// <summary>Keeps a claim while work goes on, and ends the work when it is lost. Used once.</summary>
/// <param name="claim">The claim.</param>
/// <param name="window">How far the work is.</param>
/// <param name="claims">How often to renew.</param>
internal sealed class Lease(HeldClaim claim, CopyWindow window, ClaimStore claims)
{
    /// <summary>Whether somebody else has the claim now, or nobody can tell.</summary>
    internal bool IsLost { get; private set; }

    /// <summary>Works while the claim holds.</summary>
    /// <returns>What the work returns; null if the claim was lost.</returns>
    internal async Task<bool?> HoldAsync(Func<CancellationToken, Task<bool>> work, CancellationToken cancel)
    {
        using var held = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var renewing = RenewAsync(held, ended.Token);
        try
        {
            return await work(held.Token);
        }
        catch (OperationCanceledException) when (held.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            await ended.CancelAsync();
            await renewing;
        }
    }

    private async Task RenewAsync(CancellationTokenSource held, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(claims.RenewEvery, claims.Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                if (!await IsRenewedAsync(ended))
                {
                    IsLost = true;
                    await held.CancelAsync();
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The work has ended, and with it the need for the claim.
        }
    }

    private async Task<bool> IsRenewedAsync(CancellationToken ended)
    {
        try
        {
            return await claim.SaveAsync(window.Done, isReleased: false, ended);
        }
        catch (IOException)
        {
            // Asked several times already. A claim that cannot be renewed runs out, and the work with it.
            return false;
        }
    }
}
