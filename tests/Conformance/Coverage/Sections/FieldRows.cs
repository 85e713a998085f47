using AiProxy.StatesLanguage.Model;

namespace AiProxy.Conformance.Tests.Coverage.Sections;

/// <summary>Tables of fields.</summary>
internal static class FieldRows
{
    public static readonly string[] Columns = ["field", "query language"];

    /// <param name="page">The page.</param>
    /// <param name="place">The object whose fields they are.</param>
    /// <param name="jsonPath">The fields with JSONPath.</param>
    /// <param name="jsonata">The fields with JSONata.</param>
    /// <param name="mark">What says in a test that it has such a field.</param>
    public static void Write(
        Page page, string place, IReadOnlyCollection<string> jsonPath, IReadOnlyCollection<string> jsonata, Func<string, TestMark> mark) =>
        page.ProofTable(Columns, jsonPath.Union(jsonata).Order(StringComparer.Ordinal).Select(field => (
            (IReadOnlyList<string>)[Markdown.Code(field), Language(jsonPath.Contains(field), jsonata.Contains(field))],
            page.Prove($"{place}/{field}", page.Cases.Find(place, field), mark($"\"{field}\":")))));

    /// <summary>Fields of an object that is the value of a field with the place's name.</summary>
    public static void Write(Page page, string place, IReadOnlyCollection<string> jsonPath, IReadOnlyCollection<string> jsonata) =>
        Write(page, place, jsonPath, jsonata, field => Within(place, field));

    public static void Write(Page page, string place, Func<QueryLanguage, IReadOnlyCollection<string>> fields) =>
        Write(page, place, fields(QueryLanguage.JsonPath), fields(QueryLanguage.Jsonata));

    public static TestMark Within(string place, string field) => new TestMark.Within($"\"{place}\":", field);

    public static string Language(bool jsonPath, bool jsonata) => jsonPath && jsonata ? "both" : jsonPath ? "JSONPath" : "JSONata";
}
