using System.Collections.Immutable;
using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Choices;
using AiProxy.StatesLanguage.Model;
using AiProxy.StatesLanguage.Paths;

namespace AiProxy.StatesLanguage.Parsing;

/// <summary>Reads the condition of a JSONPath choice rule.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html"/>
internal sealed class ComparisonParser(DiagnosticBag diagnostics)
{
    public static readonly string[] RuleFields = ["Variable", "Comment", "Next", "Assign"];

    public static readonly string[] Combinations = ["And", "Or", "Not"];

    private static readonly string[] Selectors = [.. Combinations, "Variable"];

    /// <param name="rule">The rule, or a part of one.</param>
    /// <param name="isRule">Whether it is the rule itself, which has Next and may have Assign.</param>
    public ComparisonDefinition? Parse(FieldReader rule, bool isRule)
    {
        if (isRule)
        {
            rule.Require("Next");
        }
        else if (rule.Has("Next"))
        {
            diagnostics.Schema("Field 'Next' is not supported", rule.Location);
        }

        var operators = rule.Node.Members.Where(member => ChoiceOperator.Find(member.Name) is not null).ToArray();
        foreach (var (name, _) in rule.Node.Members)
        {
            if (ChoiceOperator.Find(name) is null
                && !Combinations.Contains(name)
                && (!RuleFields.Contains(name) || (name == "Assign" && !isRule)))
            {
                diagnostics.Schema(
                    name == "Condition" ? FieldReader.OnlyFor("JSONPath", name, "JSONata") : $"Field '{name}' is not supported", rule.Location);
            }
        }

        if (Selectors.Count(rule.Has) != 1)
        {
            if (!rule.Has("Condition"))
            {
                diagnostics.Schema(
                    "The object must have only one of the following fields, [And, Or, Not, Variable, Condition]", rule.Location);
            }

            return null;
        }

        if (Combinations.FirstOrDefault(rule.Has) is { } combination)
        {
            return ParseCombination(rule, combination);
        }

        if (operators.Length != 1)
        {
            diagnostics.Schema("There should be exactly one comparison operator", rule.Location);
            return null;
        }

        return ParseTest(rule, operators[0]);
    }

    private ComparisonDefinition? ParseCombination(FieldReader rule, string combination)
    {
        if (combination == "Not")
        {
            var inner = rule.Get("Not", SourceKind.Object);
            return inner is not null && Parse(new FieldReader(inner, rule.At("Not"), diagnostics), false) is { } operand
                ? new ComparisonDefinition.Not(operand)
                : null;
        }

        var list = rule.Get(combination, SourceKind.Array);
        if (list is { Items.Count: 0 })
        {
            diagnostics.Schema("Value cannot be empty", rule.At(combination));
        }

        var operands = ImmutableArray.CreateBuilder<ComparisonDefinition>();
        for (var i = 0; i < (list?.Items.Count ?? 0); i++)
        {
            var location = $"{rule.At(combination)}[{i}]";
            if (list!.Items[i].Kind != SourceKind.Object)
            {
                diagnostics.Schema(FieldReader.Expected(SourceKind.Object), location);
            }
            else if (Parse(new FieldReader(list.Items[i], location, diagnostics), false) is { } operand)
            {
                operands.Add(operand);
            }
        }

        return combination == "And"
            ? new ComparisonDefinition.And(operands.DrainToImmutable())
            : new ComparisonDefinition.Or(operands.DrainToImmutable());
    }

    private ComparisonDefinition.Test? ParseTest(FieldReader rule, SourceMember member)
    {
        var test = ChoiceOperator.Find(member.Name)!;
        var variable = ParsePath(rule, "Variable");
        if (test.TakesPath)
        {
            var path = ParsePath(rule, member.Name);
            return variable is null || path is null ? null : new ComparisonDefinition.Test(variable, test, default, path);
        }

        var kind = test.OperandKind switch
        {
            ValueKind.Boolean => SourceKind.Boolean,
            ValueKind.Number => SourceKind.Number,
            _ => SourceKind.String,
        };
        if (rule.Get(member.Name, kind) is not { } operand || variable is null)
        {
            return null;
        }

        if (test.Name.StartsWith("Timestamp", StringComparison.Ordinal) && !Iso8601.TryParse(operand.Text, out _))
        {
            diagnostics.Schema("String does not match RFC3339 timestamp", rule.At(member.Name));
        }

        if (ChoiceOperator.Find(member.Name + "Path") is not null)
        {
            PathHints.WarnWithoutPath(rule, member.Name);
        }

        return new ComparisonDefinition.Test(variable, test, operand.ToValue(), null);
    }

    private JsonPath? ParsePath(FieldReader rule, string field)
    {
        if (rule.String(field) is not { } text)
        {
            return null;
        }

        var path = PathParser.Parse(text);
        if (path is null)
        {
            diagnostics.Schema(FieldReader.NotAReferencePath(text), rule.At(field));
        }

        return path;
    }
}
