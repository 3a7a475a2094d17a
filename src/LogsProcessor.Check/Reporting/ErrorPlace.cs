namespace LogsProcessor.Check.Reporting;

/// <summary>Where an error is.</summary>
/// <param name="Row">The row's number, from 1, without the header; 0 for the header or the file.</param>
/// <param name="Line">The number of the line in which the row begins, from 1.</param>
/// <param name="Offset">Where that is, in bytes of the (decompressed) text.</param>
public readonly record struct ErrorPlace(long Row, long Line, long Offset);

/// <summary>An error that stands for others like it.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Value">What stands there, not too much of it.</param>
public sealed record ErrorSample(ErrorPlace Place, string Value);

/// <summary>A rule that was broken.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Count">How often.</param>
/// <param name="Samples">The first few errors.</param>
public sealed record BrokenRule(Rules.Rule Rule, long Count, IReadOnlyList<ErrorSample> Samples);
