namespace AiProxy.Jsonata.Compilation;

/// <summary>What a scope's names are.</summary>
internal enum ScopeKind
{
    /// <summary>Variables of a block, or of the expression itself.</summary>
    Block,

    /// <summary>Parameters of a lambda, and what its body binds outside of a block.</summary>
    Lambda,

    /// <summary>Variables that the tuples of a path carry.</summary>
    Tuple,
}
