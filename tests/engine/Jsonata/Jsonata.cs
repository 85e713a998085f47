using AiProxy.Jsonata.Values;
using Microsoft.Extensions.Time.Testing;

namespace AiProxy.Jsonata.Tests;

/// <summary>Evaluates in one call, with a clock that stands still and known random numbers and ids.</summary>
internal static class Jsonata
{
    public static readonly DateTimeOffset Now = new(2026, 2, 3, 4, 5, 6, 789, TimeSpan.Zero);

    public static JsonataRuntime Runtime { get; } = new()
    {
        TimeProvider = new FakeTimeProvider(Now),
        Random = () => 0.25,
        NewUuid = () => "00000000-0000-4000-8000-000000000001",
    };

    public static Value Evaluate(string expression, string? input = null, JsonataOptions? options = null, string variables = "{}")
    {
        var compiled = JsonataExpression.Compile(expression, options);
        var bound = Value.Parse(variables).AsObject();
        var values = compiled.FreeVariables.Select(name => bound.TryGetValue(name, out var value) ? value : default).ToArray();
        return compiled.Evaluate(input is null ? default : Value.Parse(input), values, Runtime);
    }

    /// <summary>The result as JSON, or "undefined".</summary>
    public static string Json(string expression, string? input = null, JsonataOptions? options = null, string variables = "{}") =>
        Evaluate(expression, input, options, variables).ToString();

    public static JsonataException Fails(string expression, string? input = null, JsonataOptions? options = null) =>
        Assert.Throws<JsonataException>(() => Evaluate(expression, input, options));
}
