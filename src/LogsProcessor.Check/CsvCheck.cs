using System.Text;
using LogsProcessor.Check.Annotating;
using LogsProcessor.Check.Reading;
using LogsProcessor.Check.Reporting;
using LogsProcessor.Check.Rows;
using LogsProcessor.Check.Rules;
using LogsProcessor.Core.Lines;

namespace LogsProcessor.Check;

/// <summary>
/// The whole flow of a check. A file is text, inflated where it is gzip; text is records; the first is the header, which is held against
/// the schema; each other is a row, checked cell by cell, and written with what was found. One buffer in, one out: memory does not depend
/// on the file, but for the values that have to be unique, which have a bound of their own.
/// </summary>
/// <remarks>
/// Whatever is wrong with a file is counted, and is no exception; what cannot be read at the moment is an <see cref="IOException"/>.
/// </remarks>
/// <param name="tally">Takes the counts. It has the schema.</param>
/// <param name="options">Bounds.</param>
public sealed class CsvCheck(CheckTally tally, CheckOptions options)
{
    private readonly RowErrors _errors = new();

    /// <summary>Checks a file.</summary>
    /// <param name="body">The file's bytes, which it disposes of.</param>
    /// <param name="output">Takes the annotated text; <see cref="Stream.Null"/> if nobody wants it.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task RunAsync(Stream body, Stream output, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(output);
        try
        {
            await using var text = await LogContent.OpenAsync(new CountingStream(body, tally), cancel);
            await CheckAsync(text, output, cancel);
            tally.IsWhole = true;
        }
        catch (ContentException exception)
        {
            // It will never be anything else: a fault of the file, like a wrong value in it.
            var place = new ErrorPlace(0, 0, tally.BytesText);
            tally.AddFileError(tally.Schema.Book.Content, place, Encoding.UTF8.GetBytes(exception.Message));
        }
    }

    private async Task CheckAsync(Stream text, Stream output, CancellationToken cancel)
    {
        using var reader = new CsvReader(text, options.Csv with { Delimiter = tally.Schema.Delimiter });
        using var writer = new AnnotatedWriter(tally.Schema.Delimiter);
        RowCheck? rows = null;
        while (await reader.FillAsync(cancel))
        {
            while (CheckSome(reader, writer, ref rows))
            {
                await FlushAsync(writer, output, cancel);
            }

            tally.BytesText = reader.BytesRead;
        }

        if (rows is null)
        {
            var place = new ErrorPlace(0, 1, 0);
            tally.AddFileError(tally.Schema.Book.Header, place, "there is no header: the file is empty"u8);
        }

        await FlushAsync(writer, output, cancel);
    }

    /// <summary>Checks what the reader has, until the writer is full.</summary>
    /// <returns>Whether it is full.</returns>
    private bool CheckSome(CsvReader reader, AnnotatedWriter writer, ref RowCheck? rows)
    {
        while (!writer.IsFull)
        {
            if (!reader.TryRead(out var record))
            {
                return false;
            }

            if (record.IsEmpty)
            {
                tally.EmptyLines++;
            }
            else if (rows is null)
            {
                ThrowIfBroken(in record);
                var columns = BoundColumns.Bind(in record, tally.Schema, tally);
                rows = new RowCheck(tally.Schema, columns, tally, new UniqueMemory(options.UniqueBytes));
                writer.WriteHeader(in record);
            }
            else
            {
                CheckRow(in record, rows, writer);
            }
        }

        return true;
    }

    /// <summary>Without a header nothing can be said of the rows.</summary>
    private static void ThrowIfBroken(scoped in CsvRecord header)
    {
        if (header.Fault != CsvFault.None)
        {
            throw new ContentException(
                header.Fault == CsvFault.TooLong
                    ? "the header is longer than a row may be"
                    : "the header has a quote that is never closed"
            );
        }
    }

    private void CheckRow(scoped in CsvRecord record, RowCheck rows, AnnotatedWriter writer)
    {
        tally.Rows++;
        _errors.Clear();
        rows.Check(in record, _errors);
        if (_errors.IsEmpty)
        {
            writer.WriteValid(in record);
            return;
        }

        tally.Invalid++;
        writer.WriteInvalid(in record, _errors);
    }

    private async ValueTask FlushAsync(AnnotatedWriter writer, Stream output, CancellationToken cancel)
    {
        tally.BytesAnnotated += writer.Written.Length;
        await output.WriteAsync(writer.Written, cancel);
        writer.Clear();
    }

    /// <summary>Counts what is read of the file. It owns the stream behind it.</summary>
    private sealed class CountingStream(Stream inner, CheckTally tally) : ReadOnlyStream(inner)
    {
        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer,
            CancellationToken cancellationToken = default
        )
        {
            var read = await Inner.ReadAsync(buffer, cancellationToken);
            tally.BytesRead += read;
            return read;
        }
    }
}
