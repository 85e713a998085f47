using System.Globalization;

namespace AiProxy.Cdk.FrontDoor;

/// <summary>
/// The mapping templates between API Gateway and Step Functions. Our own: the library's replace every <c>@@</c> of a body with a quote.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html.
/// </summary>
internal static class LeanTemplates
{
    /// <summary>Longest body that is sent on, characters: as Validate says it.</summary>
    public const int MaxBody = 204_800;

    /// <summary>
    /// Longest escaped body together with the caller's name and routes, characters: an execution's input has 262,144 bytes, and what stands around them
    /// needs some.
    /// </summary>
    public const int MaxEscaped = 256_000;

    /// <summary>The execution's end, whatever it was: Step Functions answers 200.</summary>
    public static string Ended => Read("ended.response");

    /// <summary>Step Functions answered 4xx.</summary>
    public static string Refused => Read("refused.response");

    /// <summary>Step Functions answered 5xx.</summary>
    public static string Unknown => Read("unknown.response");

    /// <summary>The request to Step Functions.</summary>
    /// <param name="stateMachineArn">What to start; may be a token.</param>
    public static string Start(string stateMachineArn) => Read("start.request")
        .Replace("%STATE_MACHINE_ARN%", stateMachineArn, StringComparison.Ordinal)
        .Replace("%MAX_BODY%", MaxBody.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("%MAX_ESCAPED%", MaxEscaped.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static string Read(string name)
    {
        using Stream stream = typeof(LeanTemplates).Assembly.GetManifestResourceStream($"AiProxy.Cdk.FrontDoor.Templates.{name}.vtl")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
