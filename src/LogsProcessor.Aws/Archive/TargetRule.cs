namespace LogsProcessor.Aws.Archive;

/// <summary>What a move does about an object that is under the target's key already.</summary>
public enum TargetRule
{
    /// <summary>It is replaced.</summary>
    Replace,

    /// <summary>It is the copy: the key names the content, and an earlier attempt, or another at the same time, has made it.</summary>
    Once,

    /// <summary>It stays, and the move fails as changed, unless it has the very content that is moved.</summary>
    Free,
}
