namespace LogsProcessor.Core.Tests.Properties;

/// <summary>Random damage: flipped bits, cuts, joins, copies, and inserted quotes, escapes, NULs and line feeds.</summary>
internal sealed class Mutator(Random random)
{
    private static readonly byte[] Insertions = "\"\\ -\0\n\r\t,:;/[]%x2#.\u00C3"u8.ToArray();

    /// <summary>Damages about a third of the lines, each once or a few times; the lines stay lines.</summary>
    internal byte[] DamageLines(byte[] content)
    {
        var damaged = new List<byte>(content);
        for (var count = content.Length / 1500; count > 0; count--)
        {
            var position = random.Next(damaged.Count);
            switch (random.Next(4))
            {
                case 0:
                    damaged[position] = NotLineFeed((byte)(damaged[position] ^ (1 << random.Next(8))));
                    break;
                case 1:
                    damaged.RemoveAt(position);
                    break;
                case 2:
                    damaged.RemoveRange(position, Math.Min(random.Next(60), damaged.Count - position));
                    break;
                default:
                    damaged.Insert(position, NotLineFeed(Insertions[random.Next(Insertions.Length)]));
                    break;
            }
        }

        return [.. damaged];
    }

    /// <summary>Damages the whole in any way.</summary>
    internal byte[] Damage(byte[] content)
    {
        var damaged = new List<byte>(content);
        for (var count = random.Next(1, 30); count > 0 && damaged.Count > 0; count--)
        {
            var position = random.Next(damaged.Count);
            var length = random.Next(Math.Min(300, damaged.Count - position));
            switch (random.Next(6))
            {
                case 0:
                    damaged[position] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    damaged.RemoveRange(position, length);
                    break;
                case 2:
                    damaged.InsertRange(random.Next(damaged.Count), damaged.GetRange(position, length));
                    break;
                case 3:
                    damaged[position] = (byte)random.Next(256);
                    break;
                case 4 when damaged.IndexOf((byte)'\n', position) is >= 0 and var feed:
                    damaged.RemoveAt(feed);
                    break;
                default:
                    damaged.Insert(position, Insertions[random.Next(Insertions.Length)]);
                    break;
            }
        }

        return [.. damaged];
    }

    private static byte NotLineFeed(byte value) => value == (byte)'\n' ? (byte)'?' : value;
}
