using System.Globalization;

namespace AiProxy.Simulators;

/// <summary>An error before it has a provider's shape.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Status">The HTTP status that every provider would answer, where they agree; each shape may have its own.</param>
/// <param name="Message">What a person reads.</param>
/// <param name="Param">The offending member, as OpenAI names it.</param>
/// <param name="Code">OpenAI's code, where the kind has several.</param>
/// <param name="RetryAfter">When to come back.</param>
/// <param name="RetryAsDate">Whether that is told as a date.</param>
internal sealed record SimulatedError(ErrorKind Kind, int Status, string Message, string? Param = null, string? Code = null, TimeSpan? RetryAfter = null, bool RetryAsDate = false)
{
    /// <summary>The header <c>retry-after</c>: whole seconds, or a date; null when there is no hint.</summary>
    public string? RetryAfterHeader(DateTimeOffset now) => RetryAfter is not { } wait ? null
        : RetryAsDate ? now.Add(wait).ToString("R", CultureInfo.InvariantCulture)
        : Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    public static SimulatedError Invalid(string message, string? param = null, string? code = null) => new(ErrorKind.Invalid, 400, message, param, code);
}

/// <summary>Kinds of simulated errors.</summary>
internal enum ErrorKind
{
    Invalid,
    Status,
    Quota,
    Auth,
    Context,
}
