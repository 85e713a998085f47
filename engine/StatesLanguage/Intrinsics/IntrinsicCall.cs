using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Paths;

namespace AiProxy.StatesLanguage.Intrinsics;

/// <summary>A call of an intrinsic function as written in a JSONPath template.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html"/>
internal sealed record IntrinsicCall(string Text, IntrinsicFunction Function, IntrinsicArgument[] Arguments)
{
    public IEnumerable<JsonPath> Paths => Arguments.SelectMany(argument => argument switch
    {
        IntrinsicArgument.Path path => [path.Query],
        IntrinsicArgument.Nested nested => nested.Call.Paths,
        _ => Enumerable.Empty<JsonPath>(),
    });
}

/// <summary>What a call is given: a literal, a path or another call.</summary>
internal abstract record IntrinsicArgument
{
    internal sealed record Literal(Value Value) : IntrinsicArgument;

    internal sealed record Path(JsonPath Query) : IntrinsicArgument;

    internal sealed record Nested(IntrinsicCall Call) : IntrinsicArgument;
}
