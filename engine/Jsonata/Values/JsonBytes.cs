using System.Text;

namespace AiProxy.Jsonata.Values;

/// <summary>Writes compact JSON into memory that is large enough for it, as <see cref="JsonSize"/> tells beforehand.</summary>
internal ref struct JsonBytes(Span<byte> target)
{
    private Span<byte> _left = target;

    public void Write(Value value)
    {
        switch (value.Ref)
        {
            case null:
                throw JsonValueWriter.Undefined();
            case string text:
                Quote(text);
                break;
            case ArrayValue array:
                WriteArray(array);
                break;
            case ObjectValue o:
                WriteObject(o);
                break;
            case Tag tag when ReferenceEquals(tag, Tag.Number):
                WriteNumber(value.Num);
                break;
            case ExactInteger integer:
                _left = _left[Encoding.ASCII.GetBytes(integer.Text, _left)..];
                break;
            case Tag { Kind: ValueKind.Null }:
                Add("null"u8);
                break;
            case Tag:
                Add(value.IsTrue ? "true"u8 : "false"u8);
                break;
            default:
                Add("\"\""u8);
                break;
        }
    }

    private void WriteArray(ArrayValue array)
    {
        Add((byte)'[');
        for (var i = 0; i < array.Count; i++)
        {
            if (i > 0)
            {
                Add((byte)',');
            }

            Write(array[i]);
        }

        Add((byte)']');
    }

    private void WriteObject(ObjectValue value)
    {
        Add((byte)'{');
        for (var i = 0; i < value.Count; i++)
        {
            if (i > 0)
            {
                Add((byte)',');
            }

            Quote(value.KeyAt(i));
            Add((byte)':');
            Write(value.ValueAt(i));
        }

        Add((byte)'}');
    }

    private void WriteNumber(double number)
    {
        Span<char> text = stackalloc char[NumberText.MaxLength];
        text = text[..NumberText.Format(number, text)];
        if (double.IsFinite(number))
        {
            _left = _left[Encoding.ASCII.GetBytes(text, _left)..];
            return;
        }

        Add((byte)'"');
        _left = _left[Encoding.ASCII.GetBytes(text, _left)..];
        Add((byte)'"');
    }

    private void Quote(string text) => _left = _left[JsonText.WriteQuoted(text, _left)..];

    private void Add(byte one)
    {
        _left[0] = one;
        _left = _left[1..];
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_left);
        _left = _left[bytes.Length..];
    }
}
