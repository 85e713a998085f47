using AiProxy.Contracts.Errors;

namespace AiProxy.Host.Protection;

/// <summary>What a request that breaks a rule is answered, in OpenAI's error shape. What the client sent is quoted only in part.</summary>
internal static class Refusals
{
    private const int MaxQuoted = 100;

    public static OpenAiError UnknownHost(HostString host) => Refuse(
        StatusCodes.Status421MisdirectedRequest, "unknown_host",
        $"This gateway does not answer to the Host '{Quote(host.Value)}'. Use the URL that it printed at its start, or add the name to AiProxy:AllowedHosts.");

    public static OpenAiError ForeignOrigin(HostString host) => Refuse(
        StatusCodes.Status403Forbidden, "foreign_origin",
        $"A page of another origin may not use this gateway: only pages of {Quote(host.Value)} itself may. Call it from a server.");

    public static OpenAiError UrlTooLong(int limit) => Refuse(
        StatusCodes.Status414UriTooLong, "url_too_long", $"The URL is longer than {limit} characters.");

    public static OpenAiError HeadersTooLarge(int maxBytes, int maxCount) => Refuse(
        StatusCodes.Status431RequestHeaderFieldsTooLarge, "headers_too_large",
        $"The request has more than {maxBytes} bytes or {maxCount} headers. Send fewer, or raise AiProxy:MaxRequestHeaderBytes.");

    private static OpenAiError Refuse(int status, string code, string message) =>
        new() { Status = status, Type = "invalid_request_error", Code = code, Message = message };

    private static string Quote(string? text) => text is null ? "" : text.Length <= MaxQuoted ? text : text[..MaxQuoted] + "...";
}
