namespace LogsProcessor.Check.Rules;

/// <summary>What an index says of a value.</summary>
internal enum Occurrence
{
    /// <summary>It is the first of its kind.</summary>
    First,

    /// <summary>It was there before.</summary>
    Repeated,

    /// <summary>It is none of those that are remembered, and there is no memory for more.</summary>
    Unknown,
}

/// <summary>
/// Remembers values by 64 bits of their hash. Two different values are taken for the same with a probability of n²/2^65: one in ten million
/// for two million values. It grows page by page (extendible hashing), so that nothing is copied into something larger, and no garbage is
/// left. Not thread-safe.
/// </summary>
internal sealed class UniqueIndex(UniqueMemory memory)
{
    private const int PageSlots = 512;
    private const int MostInPage = PageSlots / 4 * 3;

    private readonly List<Page> _pages = [new Page(0)];

    // By the first _depth bits of a hash: the page that has it. Pages that have not been split as often stand there several times.
    private int[] _directory = [0];
    private int _depth;

    /// <summary>Adds a value, unless it is there, or the memory is used up.</summary>
    internal Occurrence Add(ValueHash hash)
    {
        // Zero stands for an empty slot.
        var mark = hash.Low == 0 ? 1 : hash.Low;
        var page = PageOf(mark);
        if (page.Slots[page.Find(mark)] == mark)
        {
            return Occurrence.Repeated;
        }

        if (!memory.TryTake())
        {
            return Occurrence.Unknown;
        }

        while (page.Count == MostInPage)
        {
            Split(page, DirectoryIndexOf(mark));
            page = PageOf(mark);
        }

        page.Put(mark);
        return Occurrence.First;
    }

    private int DirectoryIndexOf(ulong mark) => _depth == 0 ? 0 : (int)(mark >> (64 - _depth));

    private Page PageOf(ulong mark) => _pages[_directory[DirectoryIndexOf(mark)]];

    /// <summary>Gives half of a page's values, those whose next bit is set, to a new one.</summary>
    private void Split(Page page, int index)
    {
        if (page.Depth == _depth)
        {
            _depth++;
            _directory = [.. _directory.SelectMany(number => new[] { number, number })];
            index *= 2;
        }

        page.Depth++;
        var other = new Page(page.Depth);
        _pages.Add(other);
        page.MoveTo(other, bit: 1UL << (64 - page.Depth));

        // The page's part of the directory: its second half is the other's now.
        var span = 1 << (_depth - page.Depth + 1);
        var first = index / span * span;
        _directory.AsSpan(first + (span / 2), span / 2).Fill(_pages.Count - 1);
    }

    /// <summary>A small table with open addressing.</summary>
    /// <param name="depth">How many of their first bits all of its values have in common.</param>
    private sealed class Page(int depth)
    {
        internal ulong[] Slots { get; } = new ulong[PageSlots];

        internal int Count { get; private set; }

        internal int Depth { get; set; } = depth;

        /// <summary>The slot that has a mark, or the one to put it.</summary>
        internal int Find(ulong mark)
        {
            var slot = (int)(mark % PageSlots);
            while (Slots[slot] != 0 && Slots[slot] != mark)
            {
                slot = (slot + 1) % PageSlots;
            }

            return slot;
        }

        internal void Put(ulong mark)
        {
            Slots[Find(mark)] = mark;
            Count++;
        }

        /// <summary>Moves the marks that have a bit to another page.</summary>
        internal void MoveTo(Page other, ulong bit)
        {
            Span<ulong> all = stackalloc ulong[PageSlots];
            Slots.CopyTo(all);
            Slots.AsSpan().Clear();
            Count = 0;
            foreach (var mark in all)
            {
                if (mark != 0)
                {
                    ((mark & bit) == 0 ? this : other).Put(mark);
                }
            }
        }
    }
}
