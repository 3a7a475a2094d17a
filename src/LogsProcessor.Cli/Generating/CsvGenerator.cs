namespace LogsProcessor.Cli.Generating;

/// <summary>
/// Writes synthetic CSV, orders of a shop, for trying checks: the same seed gives the same bytes everywhere, and fewer rows are the
/// beginning of more. Narrow rows have 6 columns, wide ones 33.
/// </summary>
internal sealed class CsvGenerator
{
    private const long FirstDay = 1_767_225_600_000_000;
    private const long MicrosInYear = 31_536_000_000_000;
    private const int Figures = 20;
    private const int Texts = 4;

    private static readonly byte[][] Countries = Samples.Utf8("DE", "FR", "GB", "JP", "US");
    private static readonly byte[][] States = Samples.Utf8("open", "paid", "shipped", "returned");
    private static readonly byte[][] Names = Samples.Utf8("jane.doe", "max", "a.novak", "yuki.tanaka", "ola");
    private static readonly byte[][] Words = Samples.Utf8(
        "delivered, ",
        "the box was open ",
        "\"\"fragile\"\" ",
        "Grüße aus Köln ",
        "left with the neighbour ",
        "call before, not after "
    );

    private readonly LogText _text = new();
    private readonly Dice _dice;
    private readonly bool _isWide;
    private readonly int _invalidPercent;

    /// <param name="seed">The seed.</param>
    /// <param name="isWide">Whether rows have many columns.</param>
    /// <param name="invalidPercent">So many rows of a hundred break a rule of <see cref="CsvSchemas"/>.</param>
    public CsvGenerator(int seed, bool isWide, int invalidPercent)
    {
        _dice = new Dice((ulong)seed);
        _isWide = isWide;
        _invalidPercent = invalidPercent;
    }

    /// <summary>Writes a header and so many rows to <paramref name="output"/>.</summary>
    public void Write(Stream output, long rows, CancellationToken stop)
    {
        _text.Add(_isWide ? CsvSchemas.WideHeader : CsvSchemas.NarrowHeader);
        for (var row = 1L; row <= rows; row++)
        {
            WriteRow(row);
            if (_text.FlushIfFull(output))
            {
                stop.ThrowIfCancellationRequested();
            }
        }

        _text.Flush(output);
    }

    private void WriteRow(long row)
    {
        var fault = _dice.Below(100) < _invalidPercent ? 1 + _dice.Below(4) : 0;
        _text
            .Add(row)
            .Add(","u8)
            .Add(_dice.OneOf(Names))
            .Add(row % 9973)
            .Add(fault == 1 ? " at "u8 : "@"u8)
            .Add("example.com,"u8);
        _text.Add(fault == 2 ? "XX"u8 : _dice.OneOf(Countries)).Add(fault == 3 ? ",-"u8 : ","u8);
        _text.AddDecimal(1 + _dice.Below(1_000_000), 2).Add(","u8);
        _text.AddSeconds(FirstDay + ((long)_dice.Below(1_000_000) * (MicrosInYear / 1_000_000))).Add("Z,"u8);
        _text.Add(fault == 4 ? "lost"u8 : _dice.OneOf(States));
        if (_isWide)
        {
            WriteRest(row);
        }

        _text.Add("\n"u8);
    }

    private void WriteRest(long row)
    {
        _text.Add(","u8).AddHex(_dice.Bits(), 8).Add("-"u8).AddHex(_dice.Bits(), 4).Add("-4"u8).AddHex(_dice.Bits(), 3);
        _text.Add("-a"u8).AddHex(_dice.Bits(), 3).Add("-"u8).AddHex(_dice.Bits(), 12);
        _text.Add(",https://shop.example.com/orders?id="u8).Add(row);
        for (var figure = 0; figure < Figures; figure++)
        {
            _text.Add(","u8).AddDecimal(_dice.Below(10_000_000), 3);
        }

        for (var text = 0; text < Texts; text++)
        {
            WriteText();
        }

        _text.Add(",\"{\"\"order\"\":"u8).Add(row).Add(",\"\"items\"\":["u8);
        for (var item = 0; item < 8; item++)
        {
            _text.Add(item == 0 ? ""u8 : ","u8).Add("{\"\"sku\"\":\"\""u8).AddHex(_dice.Bits(), 8);
            _text.Add("\"\",\"\"count\"\":"u8).Add(_dice.Below(9)).Add("}"u8);
        }

        _text.Add("]}\""u8);
    }

    private void WriteText()
    {
        _text.Add(",\""u8);
        for (var word = _dice.Between(12, 24); word > 0; word--)
        {
            _text.Add(_dice.OneOf(Words));
        }

        _text.Add(_dice.PerMille(50) ? "\nsecond line\""u8 : "\""u8);
    }
}
