using AiProxy.Jsonata;
using AiProxy.Jsonata.Values;

namespace AiProxy.Conformance.Tests.Jsonata;

/// <summary>Runs a case and tells what is wrong with the outcome.</summary>
internal static class SuiteRunner
{
    private static readonly JsonataRuntime Runtime = new()
    {
        TimeProvider = TimeProvider.System,
        Random = Random.Shared.NextDouble,
        NewUuid = () => Guid.NewGuid().ToString(),
    };

    /// <summary>What is wrong; null if the case passes.</summary>
    public static string? Run(SuiteCase suiteCase)
    {
        Value result;
        try
        {
            result = Evaluate(suiteCase);
        }
        catch (JsonataException e)
        {
            return CheckError(suiteCase, e);
        }

        if (!suiteCase.Get("code").IsUndefined || !suiteCase.Get("error").IsUndefined)
        {
            return $"Expected an error, got {result}.";
        }

        if (!suiteCase.Get("undefinedResult").IsUndefined)
        {
            return result.IsUndefined ? null : $"Expected nothing, got {result}.";
        }

        var expected = suiteCase.Get("result");
        return !result.IsUndefined && Value.DeepEquals(expected, Value.Parse(result.ToJson()))
            ? null
            : $"Expected {expected}, got {result}.";
    }

    private static Value Evaluate(SuiteCase suiteCase)
    {
        var bindings = suiteCase.Get("bindings").Kind == ValueKind.Object ? suiteCase.Get("bindings").AsObject() : ObjectValue.Empty;
        var options = new JsonataOptions { ShadowedFunctions = [.. bindings.Select(b => b.Key)] };
        if (!suiteCase.Get("depth").IsUndefined)
        {
            options = options with
            {
                MaxDepth = (int)suiteCase.Get("depth").AsNumber(),
                MaxTime = TimeSpan.FromMilliseconds(suiteCase.Get("timelimit").AsNumber()),
            };
        }

        var expression = JsonataExpression.Compile(suiteCase.Expression, options);
        var variables = expression.FreeVariables.Select(n => bindings.TryGetValue(n, out var v) ? v : default).ToArray();
        return expression.Evaluate(suiteCase.Input, variables, Runtime);
    }

    private static string? CheckError(SuiteCase suiteCase, JsonataException e)
    {
        if (suiteCase.Get("error") is { IsUndefined: false } error)
        {
            return CheckDetails(error.AsObject(), e);
        }

        if (suiteCase.Get("code").IsUndefined)
        {
            return $"Expected {suiteCase.Get("result")}, got {Describe(e)}";
        }

        if (CodeOf(e) != suiteCase.Get("code").AsString())
        {
            return $"Expected {suiteCase.Get("code")}, got {Describe(e)}";
        }

        // The suite looks at tokens of compile errors only.
        var token = suiteCase.Get("token");
        return token.IsUndefined || e.Code![0] != 'S' || e.Token == token.AsString()
            ? null
            : $"Expected the token {token}, got {e.Token}.";
    }

    private static string? CheckDetails(ObjectValue error, JsonataException e)
    {
        foreach (var (key, expected) in error)
        {
            var actual = key switch
            {
                "code" => CodeOf(e),
                "message" => e.Message,
                "token" => e.Token,
                _ => null,
            };
            if (actual is not null && actual != expected.AsString())
            {
                return $"Expected {key} {expected}, got {Describe(e)}";
            }
        }

        return null;
    }

    /// <summary>The suite's own guard has a code of its own for both limits.</summary>
    private static string CodeOf(JsonataException e) => e.Code is "D1011" or "D1012" ? "U1001" : e.Code ?? "none";

    private static string Describe(JsonataException e) => $"{e.Code} at {e.Position} ({e.Token}): {e.Message}";
}
