namespace AiProxy.Simulators.Behaviours;

/// <summary>How a simulated model misbehaves; at most one a model.</summary>
internal enum Fault
{
    None,

    /// <summary>An error with the status asked for, in the provider's shape.</summary>
    Status,

    /// <summary>No answer until the client goes away.</summary>
    Hang,

    /// <summary>The connection breaks before anything is answered.</summary>
    CutBefore,

    /// <summary>A redirect to another place.</summary>
    Redirect,

    /// <summary>The whole answer, in small pieces with pauses between them.</summary>
    Drip,

    /// <summary>A body far longer than any answer.</summary>
    Huge,

    /// <summary>The connection breaks in the middle of the body.</summary>
    Cut,

    /// <summary>Headers and half of the body, then nothing until the client goes away.</summary>
    Stall,

    /// <summary>A 200 whose JSON breaks off.</summary>
    BadJson,

    /// <summary>An empty body.</summary>
    Empty,

    /// <summary>A proxy's HTML page instead of JSON.</summary>
    Html,

    /// <summary>The provider's way of saying that it blocked the content.</summary>
    Blocked,

    /// <summary>A 200 without any choice.</summary>
    NoChoices,

    /// <summary>A 200 with an error in the body.</summary>
    ErrorUnderSuccess,

    /// <summary>The account's quota is used up.</summary>
    Quota,

    /// <summary>The key is refused.</summary>
    Auth,

    /// <summary>The prompt is too long.</summary>
    Context,
}
