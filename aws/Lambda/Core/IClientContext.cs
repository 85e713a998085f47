namespace Amazon.Lambda.Core;

/// <summary>What a mobile application sent about itself, from the <c>Lambda-Runtime-Client-Context</c> header.</summary>
public interface IClientContext
{
    /// <summary>The environment the client runs in.</summary>
    IDictionary<string, string> Environment { get; }

    /// <summary>The client application.</summary>
    IClientApplication Client { get; }

    /// <summary>Values that the client application set.</summary>
    IDictionary<string, string> Custom { get; }
}
