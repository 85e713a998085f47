namespace AiProxy.Host.Endpoints;

/// <summary>Marks an endpoint whose request body is JSON: another content type is refused.</summary>
internal sealed class JsonBodyMetadata;
