using System.Buffers;
using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.Execution.States;

/// <summary>Results as the text of files.</summary>
internal static class ResultText
{
    /// <param name="results">The results.</param>
    /// <param name="isLines">Whether the text is JSON Lines, and not an array.</param>
    /// <param name="most">How many bytes a file may have, one result aside that has more.</param>
    /// <returns>A text a file; none if there are no results.</returns>
    public static IEnumerable<ReadOnlyMemory<byte>> Pack(IEnumerable<Value> results, bool isLines, int most)
    {
        ArrayBufferWriter<byte>? file = null;
        foreach (var result in results)
        {
            if (file is not null && file.WrittenCount + 2L + result.Utf8Size > most)
            {
                yield return End(file, isLines);
                file = null;
            }

            if (file is null)
            {
                file = new ArrayBufferWriter<byte>();
                file.Write(isLines ? ""u8 : "["u8);
            }
            else
            {
                file.Write(isLines ? "\n"u8 : ","u8);
            }

            result.WriteTo(file);
        }

        if (file is not null)
        {
            yield return End(file, isLines);
        }
    }

    private static ReadOnlyMemory<byte> End(ArrayBufferWriter<byte> file, bool isLines)
    {
        file.Write(isLines ? "\n"u8 : "]"u8);
        return file.WrittenMemory;
    }
}
