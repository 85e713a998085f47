using System.Text;
using System.Text.Json;
using AiProxy.Contracts;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Failures;
using AiProxy.Providers.Tests.Fixtures;

namespace AiProxy.Providers.Tests;

/// <summary>Whatever a provider or a caller sends, the formats answer or classify; they never break.</summary>
public sealed class RobustnessTests
{
    private static readonly string[] Replacements =
        ["null", "true", "-1", "1e400", "12345678901234567890123", "\"\"", "\"x\"", "\"\\ud800\"", "[]", "[null]", "[[]]", "{}", "{\"message\":{}}"];

    public static TheoryData<string> Formats => [.. ProviderFormats.Names];

    [Theory]
    [MemberData(nameof(Formats))]
    public void ReadAnswer_BodyCutAnywhere_IsClassified(string format)
    {
        foreach (byte[] body in Bodies("answers", format))
        {
            for (int length = 0; length < body.Length; length += 5)
            {
                Read(format, body.AsMemory(0, length));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void ReadAnswer_AnyMemberOfAnotherType_AnswersOrIsClassified(string format)
    {
        foreach (byte[] body in Bodies("answers", format).Concat(Bodies("bad-answers", format)))
        {
            foreach (byte[] changed in Changed(body))
            {
                Read(format, changed);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void ReadError_AnyMemberOfAnotherType_IsClassified(string format)
    {
        using var response = new HttpResponseMessage();
        foreach (byte[] changed in Bodies("errors", format).SelectMany(Changed))
        {
            ProviderException failure = ProviderFormats.Find(format)!.ReadError(new ErrorResponse("p", 429, response.Headers, changed, ErrorTests.Now));
            Assert.InRange(failure.Message.Length, 1, 500);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Translate_AnyMemberOfAnotherType_GivesJson(string format)
    {
        foreach (JsonElement row in Fixture.Rows("requests").Where(row => row.Data.Item1 == format).Select(row => row.Data.Item2))
        {
            foreach (byte[] changed in Changed(Encoding.UTF8.GetBytes(row.GetProperty("request").GetRawText())))
            {
                JsonElement request = JsonElement.Parse(changed);
                if (request.ValueKind == JsonValueKind.Object)
                {
                    JsonElement.Parse(ProviderFormats.Find(format)!.Translate(request, "m").Body.Span);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Translate_LoneSurrogatesAndLongNumbers_ArePassedOnAsWritten(string format)
    {
        JsonElement request = JsonElement.Parse("""{"messages":[{"role":"user","content":"cut \ud83d off"}],"temperature":0.70000000000000000001}""");

        string wire = Encoding.UTF8.GetString(ProviderFormats.Find(format)!.Translate(request, "m").Body.Span);

        Assert.Contains("""
            "cut \ud83d off"
            """, wire);
        Assert.Contains("0.70000000000000000001", wire);
    }

    private static void Read(string format, ReadOnlyMemory<byte> body)
    {
        try
        {
            ChatAnswer answer = ProviderFormats.Find(format)!.ReadAnswer(body, "m");
            Assert.NotEmpty(answer.Choices);
            // Whatever came, it can be written, and read as text by whoever gets it.
            byte[] json = JsonSerializer.SerializeToUtf8Bytes(answer, ContractsJsonContext.Default.ChatAnswer);
            JsonSerializer.Deserialize(json, ContractsJsonContext.Default.ChatAnswer)!.Choices[0].Message.GetProperty("content").ToString();
        }
        catch (ProviderException e)
        {
            Assert.InRange(e.Message.Length, 1, 500);
        }
    }

    private static IEnumerable<byte[]> Bodies(string kind, string format) =>
        Fixture.Rows(kind).Where(row => row.Data.Item1 == format).Select(row => Fixture.Body(row.Data.Item2).ToArray());

    /// <summary>The JSON once for each of its values and each replacement; nothing when it is no JSON.</summary>
    private static IEnumerable<byte[]> Changed(byte[] json)
    {
        foreach ((int start, int end) in ValuePlaces(json))
        {
            foreach (string replacement in Replacements)
            {
                yield return [.. json.AsSpan(0, start), .. Encoding.UTF8.GetBytes(replacement), .. json.AsSpan(end)];
            }
        }
    }

    private static List<(int Start, int End)> ValuePlaces(byte[] json)
    {
        var places = new List<(int, int)>();
        try
        {
            var reader = new Utf8JsonReader(json);
            while (reader.Read())
            {
                if (reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.EndObject or JsonTokenType.EndArray))
                {
                    Utf8JsonReader value = reader;
                    value.Skip();
                    places.Add(((int)reader.TokenStartIndex, (int)value.BytesConsumed));
                }
            }
        }
        catch (JsonException)
        {
            return [];
        }
        return places;
    }
}
