using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Errors;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Plans;
using AiProxy.Providers;

namespace AiProxy.Transform;

/// <summary>The answer to a request that a target cannot express, where the route does not let that be dropped, or that has become too large.</summary>
internal static class Refusal
{
    /// <returns>Null where every target expresses all of the request.</returns>
    public static HttpAnswer? Of(IEnumerable<Translation> translations)
    {
        Complaint[] complaints = [.. translations.SelectMany(translation => translation.Wire.Unsupported, (translation, member) => Complain(translation.Target, member))];
        return complaints.Length == 0 ? null : complaints.ToError().ToAnswer();
    }

    /// <summary>A request that fitted as it came, and no more in a target's words.</summary>
    public static HttpAnswer TooLarge(PayloadTooLargeException exception) => new OpenAiError
    {
        Status = 413,
        Type = "invalid_request_error",
        Code = "request_too_large",
        Message = $"Written for a target of this route, the request takes {exception.Bytes} bytes; {exception.MaxBytes} is the most that is stored. Shorten it, or send images by their URL.",
        ShouldRetry = false,
    }.ToAnswer();

    private static Complaint Complain(Target target, UnsupportedMember member) => new(
        ComplaintCodes.UnsupportedMember,
        member.Pointer,
        $"The target '{target.Id}' ({target.Provider}/{target.Model}) cannot express {member.Pointer}: {member.Reason}",
        IsOfParams(target, member.Pointer)
            ? "The target's params in the route set it: remove it there, or set the route's dropUnsupported to true."
            : "Remove it, ask another model, or use a route whose dropUnsupported is true: then it is left out and named in the answer.");

    private static bool IsOfParams(Target target, string pointer) => target.Params is { } members
        && members.EnumerateObject().Any(member => pointer == JsonPointer.Member("", member.Name)
            || pointer.StartsWith(JsonPointer.Member("", member.Name) + "/", StringComparison.Ordinal));
}
