namespace LogsProcessor.Bundle.Zip;

/// <summary>The numbers of the format. Source: PKWARE, APPNOTE.TXT 6.3.10; Info-ZIP, extrafld.txt.</summary>
internal static class ZipFormat
{
    internal const uint LocalSignature = 0x04034B50;
    internal const uint DescriptorSignature = 0x08074B50;
    internal const uint CentralSignature = 0x02014B50;
    internal const uint EndSignature = 0x06054B50;
    internal const uint End64Signature = 0x06064B50;
    internal const uint Locator64Signature = 0x07064B50;

    internal const int LocalBytes = 30;
    internal const int CentralBytes = 46;
    internal const int EndBytes = 22;
    internal const int End64Bytes = 56;
    internal const int Locator64Bytes = 20;
    internal const int MostCommentBytes = ushort.MaxValue;

    /// <summary>Stands in a field of 32 bits for a value that Zip64 has; likewise in one of 16.</summary>
    internal const uint In64 = uint.MaxValue;

    internal const ushort IsEncrypted = 1;
    internal const ushort IsStreamed = 1 << 3;
    internal const ushort IsUtf8 = 1 << 11;

    internal const ushort VersionPlain = 20;
    internal const ushort Version64 = 45;

    /// <summary>The attributes are those of Unix.</summary>
    internal const ushort MadeByUnix = 3 << 8;

    /// <summary>A file that its owner may write and everybody read: <c>-rw-r--r--</c>.</summary>
    internal const uint Attributes = 0x81A4u << 16;

    internal const ushort Zip64Field = 0x0001;
    internal const ushort TimeField = 0x5455;

    /// <summary>A field of this program's own, which other readers pass over: the object's ETag.</summary>
    internal const ushort ETagField = 0x504C;
}
