using System.Text;
using System.Text.Json;
using AiProxy.Jsonata;
using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage;
using AiProxy.StatesLanguage.Paths;
using CsCheck;

namespace AiProxy.Fuzz.Tests;

/// <summary>What holds for every value.</summary>
public sealed class PropertyTests
{
    private static readonly JsonataRuntime Runtime = new() { TimeProvider = TimeProvider.System, Random = () => 0.5, NewUuid = () => "u" };

    [Fact]
    public void Value_WrittenAndRead_IsTheSame() => Generators.Json.ForAll(value =>
    {
        var json = value.ToJson();
        Assert.Equal(value, Value.Parse(json));
        Assert.Equal(value, Value.Parse(Encoding.UTF8.GetBytes(json)));
        Assert.Equal(Encoding.UTF8.GetByteCount(json), value.Utf8Size);
    });

    [Fact]
    public void Value_Written_IsWhatTheFrameworkReads() => Generators.Json.ForAll(value =>
    {
        using var document = JsonDocument.Parse(value.ToJson());
        Assert.Equal(value, Value.Parse(document.RootElement.GetRawText()));
        using var again = JsonDocument.Parse(JsonSerializer.SerializeToUtf8Bytes(document.RootElement, Context.Default.JsonElement));
        Assert.True(JsonElement.DeepEquals(document.RootElement, again.RootElement));
    });

    [Fact]
    public void Path_ToAMemberInBrackets_FindsIt() => Gen.Select(Generators.Text, Generators.Json).ForAll(pair =>
    {
        var (name, value) = pair;
        var root = Value.From(new ObjectBuilder(1).Add(name, value).Build());
        var quoted = name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);
        if (PathParser.Parse($"$['{quoted}']") is { } path)
        {
            Assert.Equal(value, path.Evaluate(root));
        }
        else
        {
            Assert.True(name.Length == 0 || name.Any(char.IsControl) || name.Contains('\'', StringComparison.Ordinal) || name.Contains('\\', StringComparison.Ordinal), $"refused: {name}");
        }
    });

    [Fact]
    public void Intrinsics_JsonToStringAndBack_GiveTheSame()
    {
        const string Definition = """
            {"StartAt":"A","States":{"A":{"Type":"Pass","Parameters":{"v.$":"States.StringToJson(States.JsonToString($.v))"},"OutputPath":"$.v","End":true}}}
            """;
        AssertIdentity(Definition);
    }

    [Fact]
    public void Jsonata_StringAndParse_GiveTheSameButForDigits()
    {
        // $string keeps 15 digits of a number, so the second round is compared.
        var once = JsonataExpression.Compile("$lookup($parse($string({'v': $v})), 'v')", JsonataOptions.StepFunctions);
        Generators.Json.ForAll(value =>
        {
            var first = once.Evaluate(default, [value], Runtime);
            Assert.Equal(first, once.Evaluate(default, [first], Runtime));
            Assert.Equal(value.Kind, first.Kind);
        });
    }

    [Fact]
    public void Jsonata_ReverseTwice_GivesTheSame()
    {
        var expression = JsonataExpression.Compile("$reverse($reverse($v))", JsonataOptions.StepFunctions);
        Generators.Json.Where(value => value.Kind == ValueKind.Array && value.AsArray().Count > 1)
            .ForAll(value => Assert.Equal(value, expression.Evaluate(default, [value], Runtime)));
    }

    [Fact]
    public void Jsonata_Sort_IsOrderedAndComplete()
    {
        var expression = JsonataExpression.Compile("$sort($v)", JsonataOptions.StepFunctions);
        Generators.Number.Array[2, 20].ForAll(numbers =>
        {
            var sorted = expression.Evaluate(default, [Value.Parse($"[{string.Join(',', numbers.Select(number => Value.From(number).ToJson()))}]")], Runtime);
            Assert.Equal(numbers.Order(), sorted.AsArray().Select(item => item.AsNumber()));
        });
    }

    [Fact]
    public void Jsonata_Base64AndBack_GiveTheSame()
    {
        var expression = JsonataExpression.Compile("$base64decode($base64encode($v))", JsonataOptions.StepFunctions);
        Gen.String[Gen.Char['\0', '\u00ff'], 0, 20].ForAll(text => Assert.Equal(text, expression.Evaluate(default, [Value.From(text)], Runtime).AsString()));
    }

    private static void AssertIdentity(string definition)
    {
        var machine = StateMachine.Parse(definition).Machine!;
        var engine = new ExecutionEngine();
        Generators.Json.ForAll(value =>
        {
            var execution = engine.ExecuteAsync(machine, Value.From(new ObjectBuilder(1).Add("v", value).Build()), null, TestContext.Current.CancellationToken);
            Assert.True(execution.IsCompletedSuccessfully);
            Assert.Equal(value, execution.Result.Output);
        });
    }
}
