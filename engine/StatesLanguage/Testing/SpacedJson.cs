using System.Text;
using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.Testing;

/// <summary>JSON text with a blank after commas and colons, as inspection data has it.</summary>
internal static class SpacedJson
{
    public static string Write(Value value)
    {
        var text = new StringBuilder();
        Write(value, text);
        return text.ToString();
    }

    private static void Write(Value value, StringBuilder text)
    {
        switch (value.Kind)
        {
            case ValueKind.Array:
                text.Append('[');
                var items = value.AsArray();
                for (var i = 0; i < items.Count; i++)
                {
                    text.Append(i > 0 ? ", " : "");
                    Write(items[i], text);
                }

                text.Append(']');
                break;
            case ValueKind.Object:
                text.Append('{');
                var members = value.AsObject();
                for (var i = 0; i < members.Count; i++)
                {
                    text.Append(i > 0 ? ", " : "").Append(Value.From(members.KeyAt(i)).ToJson()).Append(": ");
                    Write(members.ValueAt(i), text);
                }

                text.Append('}');
                break;
            default:
                text.Append(value.ToJson());
                break;
        }
    }
}
