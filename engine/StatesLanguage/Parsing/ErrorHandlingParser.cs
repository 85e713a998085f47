using System.Collections.Immutable;
using AiProxy.StatesLanguage.Model;

namespace AiProxy.StatesLanguage.Parsing;

/// <summary>Reads Retry and Catch.</summary>
/// <seealso href="https://states-language.net/#errors"/>
internal sealed class ErrorHandlingParser(QueryLanguage language, TemplateParser templates, DiagnosticBag diagnostics)
{
    private const int MaxAttempts = 99_999_999;
    private const int MaxDelaySeconds = 31_622_400;

    public static readonly string[] RetrierFields =
        ["ErrorEquals", "IntervalSeconds", "MaxAttempts", "BackoffRate", "MaxDelaySeconds", "JitterStrategy", "Comment"];

    public static string[] CatcherFields(QueryLanguage language) =>
        ["ErrorEquals", "Next", language == QueryLanguage.Jsonata ? "Output" : "ResultPath", "Assign", "Comment"];

    public ImmutableArray<RetrierDefinition> ParseRetry(FieldReader state)
    {
        var result = ImmutableArray.CreateBuilder<RetrierDefinition>();
        foreach (var entry in Entries(state, "Retry"))
        {
            entry.RefuseUnknown(RetrierFields);
            entry.Require("ErrorEquals");
            var interval = entry.Integer("IntervalSeconds", 0, MaxAttempts) ?? 1;
            var maxDelay = entry.Integer("MaxDelaySeconds", 1, MaxDelaySeconds);
            if (maxDelay <= interval)
            {
                diagnostics.Schema("MaxDelaySeconds must be greater than IntervalSeconds", entry.At("MaxDelaySeconds"));
            }

            result.Add(new RetrierDefinition(
                ErrorEquals(entry),
                TimeSpan.FromSeconds(interval),
                entry.Integer("MaxAttempts", 0, MaxAttempts) ?? 3,
                BackoffRate(entry),
                maxDelay is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                FullJitter(entry)));
        }

        CheckStatesAll(state, "Retry", result.Select(retrier => retrier.ErrorEquals));
        return result.DrainToImmutable();
    }

    public ImmutableArray<CatcherDefinition> ParseCatch(FieldReader state)
    {
        var result = ImmutableArray.CreateBuilder<CatcherDefinition>();
        var inCatch = templates.ForCatch();
        foreach (var entry in Entries(state, "Catch"))
        {
            entry.RefuseUnknown(CatcherFields(language));
            entry.Require("ErrorEquals", "Next");
            var prefix = $"Catch[{result.Count}]/";
            var output = entry.Node.Get("Output");
            result.Add(new CatcherDefinition(
                ErrorEquals(entry),
                entry.String("Next") ?? "",
                output is null ? null : inCatch.Parse(output, prefix + "Output", entry.At("Output")),
                AssignParser.Parse(entry, prefix, inCatch, language))
            {
                ResultPath = language == QueryLanguage.JsonPath ? DataFlowParser.ParseResultPath(entry) : null,
            });
        }

        CheckStatesAll(state, "Catch", result.Select(catcher => catcher.ErrorEquals));
        return result.DrainToImmutable();
    }

    private IEnumerable<FieldReader> Entries(FieldReader state, string field)
    {
        var list = state.Get(field, SourceKind.Array);
        for (var i = 0; i < (list?.Items.Count ?? 0); i++)
        {
            var location = $"{state.At(field)}[{i}]";
            if (list!.Items[i].Kind == SourceKind.Object)
            {
                yield return new FieldReader(list.Items[i], location, diagnostics);
            }
            else
            {
                diagnostics.Schema(FieldReader.Expected(SourceKind.Object), location);
            }
        }
    }

    private ImmutableArray<string> ErrorEquals(FieldReader entry)
    {
        var list = entry.Get("ErrorEquals", SourceKind.Array);
        if (list is null)
        {
            return [];
        }

        if (list.Items.Count == 0)
        {
            diagnostics.Schema("Value cannot be empty", entry.At("ErrorEquals"));
        }

        foreach (var item in list.Items.Where(item => item.Kind != SourceKind.String))
        {
            diagnostics.Schema(FieldReader.Expected(SourceKind.String), $"{entry.At("ErrorEquals")}[{list.Items.IndexOf(item)}]");
        }

        return [.. list.Items.Select(item => item.Text)];
    }

    private void CheckStatesAll(FieldReader state, string field, IEnumerable<ImmutableArray<string>> lists)
    {
        var all = lists.ToArray();
        for (var i = 0; i < all.Length; i++)
        {
            var place = all[i].IndexOf("States.ALL");
            if (place >= 0 && (all[i].Length > 1 || i < all.Length - 1))
            {
                diagnostics.Schema("States.ALL must appear alone and at end of list", $"{state.At(field)}[{i}]/ErrorEquals[{place}]");
            }
        }
    }

    private double BackoffRate(FieldReader entry)
    {
        var rate = entry.Get("BackoffRate", SourceKind.Number)?.Number ?? 2;
        if (rate < 1)
        {
            diagnostics.Schema("Minimum value is 1.0", entry.At("BackoffRate"));
        }

        return rate;
    }

    private static bool FullJitter(FieldReader entry) => entry.OneOf("JitterStrategy", "FULL", "NONE") == "FULL";
}
