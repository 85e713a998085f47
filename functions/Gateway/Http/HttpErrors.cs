using AiProxy.Contracts.Errors;

namespace AiProxy.Gateway.Http;

/// <summary>What both shells answer to requests that are not for a workflow, in OpenAI's error shape. What a client sent is quoted only in part.</summary>
public static class HttpErrors
{
    private const int MaxQuoted = 100;

    /// <summary>A path that is not served.</summary>
    public static OpenAiError NotFound(string method, string path) => new()
    {
        Status = 404,
        Type = "invalid_request_error",
        Code = "unknown_url",
        Message = $"Unknown request URL: {Quote(method)} {Quote(path)}. This gateway serves POST /v1/chat/completions, GET /v1/models and GET /healthz.",
    };

    /// <summary>A path that is served, with another method.</summary>
    public static OpenAiError MethodNotAllowed(string method, string path, string allowed) => new()
    {
        Status = 405,
        Type = "invalid_request_error",
        Code = "method_not_allowed",
        Message = $"{Quote(path)} takes {allowed}, not {Quote(method)}.",
    };

    /// <summary>A body that could not be read.</summary>
    public static OpenAiError Unreadable(int status, string reason) => new()
    {
        Status = status,
        Type = "invalid_request_error",
        Code = "unreadable_body",
        Message = $"The request body could not be read: {reason}",
    };

    /// <summary>A body that says it is something other than JSON.</summary>
    public static OpenAiError UnsupportedMediaType(string type) => new()
    {
        Status = 415,
        Type = "invalid_request_error",
        Code = "unsupported_media_type",
        Message = $"The content-type '{Quote(type)}' is not accepted. Send JSON in UTF-8, with 'content-type: application/json'.",
    };

    /// <summary>A body that is compressed.</summary>
    public static OpenAiError UnsupportedEncoding(string encoding) => new()
    {
        Status = 415,
        Type = "invalid_request_error",
        Code = "unsupported_encoding",
        Message = $"The content-encoding '{Quote(encoding)}' is not accepted. Send the body as it is.",
    };

    /// <summary>A request that nobody has vouched for.</summary>
    public static OpenAiError Unauthorized() => new()
    {
        Status = 401,
        Type = "invalid_request_error",
        Code = "invalid_api_key",
        Message = "No valid key came with the request. Send one as 'Authorization: Bearer aip_...'.",
        ShouldRetry = false,
    };

    /// <summary>A fault of ours.</summary>
    public static OpenAiError Internal(string requestId) => new()
    {
        Status = 500,
        Type = "server_error",
        Code = "internal_error",
        Message = $"AiProxy failed in an unexpected way; its log says why under {requestId}.",
        ShouldRetry = false,
    };

    private static string Quote(string text) => text.Length <= MaxQuoted ? text : text[..MaxQuoted] + "...";
}
