namespace AiProxy.Contracts.Routes;

/// <summary>Something that a caller may write as <c>model</c>.</summary>
/// <param name="Id">A route's name, or <c>provider/model</c>.</param>
/// <param name="OwnedBy"><c>aiproxy</c> for a route, else the provider's name.</param>
/// <remarks><see href="https://platform.openai.com/docs/api-reference/models/object"/></remarks>
public sealed record ModelEntry(string Id, string OwnedBy);
