using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using LogsProcessor.Testing.Certificates;

namespace LogsProcessor.Testing.Services;

/// <summary>
/// <c>openssl s_server</c> as a receiver: TLS by a peer that nobody here wrote, which wants a client certificate. It takes one connection
/// after the other; what they carry is counted, line by line, at the reader's pace.
/// </summary>
public sealed class OpensslReceiver : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly Task _reading;
    private long _lines;

    private OpensslReceiver(Process process, int port, TimeSpan pause)
    {
        _process = process;
        Endpoint = $"localhost:{port}";
        _reading = Task.Run(() => ReadAsync(pause));
    }

    /// <summary><c>host:port</c>, by the name its certificate is for.</summary>
    public string Endpoint { get; }

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="certificates">Its certificate, and the authority that must have issued the sender's.</param>
    /// <param name="folder">Takes the PEM files.</param>
    /// <param name="pause">The time between two reads of at most 64 KiB.</param>
    /// <exception cref="TimeoutException">It does not come up.</exception>
    public static async Task<OpensslReceiver> StartAsync(
        TestCertificates certificates,
        TemporaryFolder folder,
        TimeSpan pause
    )
    {
        ArgumentNullException.ThrowIfNull(certificates);
        ArgumentNullException.ThrowIfNull(folder);
        var (certificate, key) = TestCertificates.WritePem(certificates.Server, folder, "server");
        var authority = folder.File("server-trusts.pem");
        await File.WriteAllTextAsync(authority, certificates.Authority.ExportCertificatePem());
        var port = Loopback.FreePort();
        // Its standard input stays open: at its end s_server would end the connection.
        var process = Process.Start(
            new ProcessStartInfo("openssl")
            {
                ArgumentList =
                {
                    "s_server",
                    "-accept",
                    $"127.0.0.1:{port}",
                    "-cert",
                    certificate,
                    "-key",
                    key,
                    "-CAfile",
                    authority,
                    "-Verify",
                    "1",
                    "-verify_return_error",
                    "-quiet",
                },
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        process.BeginErrorReadLine();
        await Loopback.WaitUntilListeningAsync(port, StartTimeout);
        return new OpensslReceiver(process, port, pause);
    }

    /// <summary>
    /// Ends it and counts what it has written: that goes through a pipe, so the last of it may still be on its way when the sender has
    /// its confirmation.
    /// </summary>
    /// <returns>The lines that it has received.</returns>
    public async Task<long> EndAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        await _reading;
        return _lines;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _process.Dispose();
    }

    private async Task ReadAsync(TimeSpan pause)
    {
        var buffer = new byte[64 * 1024];
        var output = _process.StandardOutput.BaseStream;
        int read;
        while ((read = await output.ReadAsync(buffer)) > 0)
        {
            _lines += buffer.AsSpan(0, read).Count((byte)'\n');
            await Task.Delay(pause);
        }
    }
}
