namespace AiProxy.Merge.Targets;

/// <summary>What became of a target. On the wire the names are lower case.</summary>
internal enum TargetStatus
{
    /// <summary>It gave a good answer.</summary>
    Answered,

    /// <summary>It was asked and gave none.</summary>
    Failed,

    /// <summary>It lost a race: asked, and cancelled or given up before anything of it was stored.</summary>
    Abandoned,

    /// <summary>It was never asked.</summary>
    Skipped,
}
