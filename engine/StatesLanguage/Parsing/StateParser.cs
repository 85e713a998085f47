using System.Collections.Immutable;
using AiProxy.StatesLanguage.Choices;
using AiProxy.StatesLanguage.Model;

namespace AiProxy.StatesLanguage.Parsing;

/// <summary>
/// Reads one state. A state too broken to read becomes a Pass with the same transitions, so that one mistake is reported once.
/// </summary>
internal sealed class StateParser(string name, FieldReader fields, QueryLanguage language, ParsingContext context)
{
    public static readonly string[] JsonataRuleFields = ["Condition", "Next", "Output", "Assign", "Comment"];

    private const int MaxSeconds = 99_999_999;

    private readonly TemplateParser _templates = new(language, context.Expressions, fields.Diagnostics);

    private DiagnosticBag Diagnostics => fields.Diagnostics;

    public StateDefinition Parse(string? type, Func<SourceNode, string, ScopeDefinition?> parseScope)
    {
        if (type is not ("Choice" or "Succeed" or "Fail") && type is not null)
        {
            CheckTransition();
        }

        return type switch
        {
            "Task" => Common(ParseTask()),
            "Pass" => ParsePass(),
            "Choice" => Common(ParseChoice()),
            "Wait" => Common(ParseWait()),
            "Succeed" => Common(ParseSucceed()),
            "Fail" => Common(ParseFail()),
            "Parallel" => Common(ParseParallel(parseScope)),
            "Map" => Common(new MapParser(fields, language, _templates).Parse(
                parseScope, name, ErrorHandling.ParseRetry(fields), ErrorHandling.ParseCatch(fields))),
            _ => Placeholder(),
        };
    }

    private ErrorHandlingParser ErrorHandling => new(language, _templates, Diagnostics);

    private void CheckTransition()
    {
        fields.RequireOneOf("Next", "End");
        if (fields.Boolean("End") == false)
        {
            Diagnostics.Schema("End must be true", fields.At("End"));
        }
    }

    private T Common<T>(T state)
        where T : StateDefinition
    {
        var outputs = state is RetryableDefinition ? _templates.ForResult() : _templates;
        return state with
        {
            Next = fields.String("Next"),
            Output = Template("Output", outputs),
            Data = language == QueryLanguage.JsonPath && state is not FailDefinition ? DataFlowParser.Parse(fields, _templates) : null,
            Assign = AssignParser.Parse(fields, "", outputs, language),
        };
    }

    private Template? PathField(string field) =>
        language == QueryLanguage.JsonPath ? _templates.ParsePathField(fields, field) : null;

    private Template? Template(string field, TemplateParser? templates = null) =>
        fields.Node.Get(field) is { } node ? (templates ?? _templates).Parse(node, field, fields.At(field)) : null;

    private PassDefinition Placeholder() =>
        new PassDefinition { Name = name, Location = fields.Location, QueryLanguage = language, Next = fields.Node.Get("Next")?.Text };

    private PassDefinition ParsePass()
    {
        var pass = Common(new PassDefinition { Name = name, Location = fields.Location, QueryLanguage = language });
        if (language == QueryLanguage.Jsonata)
        {
            return pass;
        }

        // Result is never a template: "x.$" stays as it is. It wins over Parameters.
        var result = fields.Node.Get("Result");
        var parameters = Template("Parameters");
        if (result is not null)
        {
            PathHints.WarnOfStaticResult(result, fields);
        }

        return pass with { Output = result is null ? parameters : new Template.Constant("Result", result.ToValue()) };
    }

    private SucceedDefinition ParseSucceed() => new() { Name = name, Location = fields.Location, QueryLanguage = language };

    private FailDefinition ParseFail()
    {
        var isPath = language == QueryLanguage.JsonPath;
        if (isPath)
        {
            fields.RefuseBoth("Error", "ErrorPath");
            fields.RefuseBoth("Cause", "CausePath");
            PathHints.WarnWithoutPath(fields, "Error");
            PathHints.WarnWithoutPath(fields, "Cause");
        }

        return new FailDefinition
        {
            Name = name,
            Location = fields.Location,
            QueryLanguage = language,
            Error = FailText("Error", isPath),
            Cause = FailText("Cause", isPath),
        };
    }

    private Template? FailText(string field, bool isPath) =>
        fields.Get(field, SourceKind.String) is not null ? Template(field)
        : isPath ? _templates.ParsePathField(fields, field + "Path", allowCall: true)
        : null;

    private WaitDefinition ParseWait()
    {
        if (language == QueryLanguage.JsonPath)
        {
            fields.RequireOneOf("SecondsPath", "Seconds", "TimestampPath", "Timestamp");
        }
        else
        {
            fields.RequireOneOf("Seconds", "Timestamp");
        }

        var timestamp = fields.Get("Timestamp", SourceKind.String);
        if (timestamp is not null && !_templates.IsExpression(timestamp) && !Iso8601.TryParse(timestamp.Text, out _))
        {
            Diagnostics.Schema("String does not match RFC3339 timestamp", fields.At("Timestamp"));
        }

        return new WaitDefinition
        {
            Name = name,
            Location = fields.Location,
            QueryLanguage = language,
            Seconds = fields.IntegerTemplate("Seconds", 0, MaxSeconds, _templates) ?? PathField("SecondsPath"),
            Timestamp = timestamp is null ? PathField("TimestampPath") : Template("Timestamp"),
        };
    }

    private TaskDefinition ParseTask()
    {
        fields.Require("Resource");
        if (language == QueryLanguage.JsonPath)
        {
            fields.RefuseBoth("TimeoutSeconds", "TimeoutSecondsPath");
            fields.RefuseBoth("HeartbeatSeconds", "HeartbeatSecondsPath");
        }

        var timeout = fields.IntegerTemplate("TimeoutSeconds", 1, MaxSeconds, _templates);
        var heartbeat = fields.IntegerTemplate("HeartbeatSeconds", 1, MaxSeconds, _templates);
        if (timeout is Template.Constant { Value: var limit }
            && heartbeat is Template.Constant { Value: var silence }
            && silence.AsNumber() >= limit.AsNumber())
        {
            Diagnostics.Schema("HeartbeatSeconds must be smaller than TimeoutSeconds", fields.At("HeartbeatSeconds"));
        }

        if (fields.Get("Credentials", SourceKind.Object) is { } credentials
            && credentials.Get("RoleArn") is null
            && (language == QueryLanguage.Jsonata || credentials.Get("RoleArn.$") is null))
        {
            Diagnostics.Schema("The field 'RoleArn' is required but was missing", fields.At("Credentials"));
        }

        return new TaskDefinition
        {
            Name = name,
            Location = fields.Location,
            QueryLanguage = language,
            Resource = fields.String("Resource") ?? "",
            Arguments = Template(language == QueryLanguage.Jsonata ? "Arguments" : "Parameters"),
            TimeoutSeconds = timeout ?? PathField("TimeoutSecondsPath"),
            HeartbeatSeconds = heartbeat ?? PathField("HeartbeatSecondsPath"),
            Credentials = Template("Credentials"),
            Retry = ErrorHandling.ParseRetry(fields),
            Catch = ErrorHandling.ParseCatch(fields),
        };
    }

    private ParallelDefinition ParseParallel(Func<SourceNode, string, ScopeDefinition?> parseScope)
    {
        fields.Require("Branches");
        var branches = ImmutableArray.CreateBuilder<ScopeDefinition>();
        var list = fields.Get("Branches", SourceKind.Array);
        if (list is { Items.Count: 0 })
        {
            Diagnostics.Schema("Value cannot be empty", fields.At("Branches"));
        }

        for (var i = 0; i < (list?.Items.Count ?? 0); i++)
        {
            if (parseScope(list!.Items[i], $"{fields.At("Branches")}[{i}]") is { } branch)
            {
                branches.Add(branch);
            }
        }

        return new ParallelDefinition
        {
            Name = name,
            Location = fields.Location,
            QueryLanguage = language,
            Branches = branches.DrainToImmutable(),
            Arguments = Template(language == QueryLanguage.Jsonata ? "Arguments" : "Parameters"),
            Retry = ErrorHandling.ParseRetry(fields),
            Catch = ErrorHandling.ParseCatch(fields),
        };
    }

    private ChoiceDefinition ParseChoice()
    {
        fields.Require("Choices");
        var rules = ImmutableArray.CreateBuilder<ChoiceRuleDefinition>();
        var list = fields.Get("Choices", SourceKind.Array);
        if (list is { Items.Count: 0 })
        {
            Diagnostics.Schema("Value cannot be empty", fields.At("Choices"));
        }

        for (var i = 0; i < (list?.Items.Count ?? 0); i++)
        {
            rules.Add(ParseRule(new FieldReader(list!.Items[i], $"{fields.At("Choices")}[{i}]", Diagnostics), $"Choices[{i}]/"));
        }

        return new ChoiceDefinition
        {
            Name = name,
            Location = fields.Location,
            QueryLanguage = language,
            Rules = rules.DrainToImmutable(),
            Default = fields.String("Default"),
        };
    }

    private static void RefuseForeign(FieldReader rule)
    {
        foreach (var (name, _) in rule.Node.Members)
        {
            if (name is "Variable" or "And" or "Or" or "Not" || ChoiceOperator.Find(name) is not null)
            {
                rule.Diagnostics.Schema(FieldReader.OnlyFor("JSONata", name, "JSONPath"), rule.Location);
            }
            else if (!JsonataRuleFields.Contains(name))
            {
                rule.Diagnostics.Schema($"Field '{name}' is not supported", rule.Location);
            }
        }
    }

    private ChoiceRuleDefinition ParseRule(FieldReader rule, string prefix)
    {
        Template? condition = null;
        ComparisonDefinition? comparison = null;
        if (language == QueryLanguage.JsonPath)
        {
            comparison = new ComparisonParser(Diagnostics).Parse(rule, isRule: true);
        }
        else
        {
            RefuseForeign(rule);
            rule.Require("Condition", "Next");
            if (rule.Node.Get("Condition") is { } node)
            {
                if (node.Kind != SourceKind.Boolean && !_templates.IsExpression(node))
                {
                    Diagnostics.Schema("Expected a boolean or a JSONata expression", rule.At("Condition"));
                }

                condition = _templates.Parse(node, prefix + "Condition", rule.At("Condition"));
            }
        }

        var output = rule.Node.Get("Output");
        return new ChoiceRuleDefinition(
            condition,
            comparison,
            rule.String("Next") ?? "",
            output is null ? null : _templates.Parse(output, prefix + "Output", rule.At("Output")),
            AssignParser.Parse(rule, prefix, _templates, language));
    }
}
