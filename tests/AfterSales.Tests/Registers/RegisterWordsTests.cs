using AfterSales.Api.Wording;
using AfterSales.Contacts.Rules;
using AfterSales.Customers.Rules;

namespace AfterSales.Tests.Registers;

public sealed class RegisterWordsTests
{
    private static readonly WordList Words = new("AfterSales.Registers.Registers");

    public static TheoryData<string> Keys { get; } =
    [
        .. KeysOf<ContactChannel>(), .. KeysOf<ContactDirection>(), .. KeysOf<ContactSubject>(), .. KeysOf<ContactOutcome>(), .. KeysOf<CustomerKind>(),
        .. KeysOf<CustomerTier>(), .. KeysOf<ConsentChannel>(), "CustomerFile", "CallRecord", "CallList", "LetterList", "Letter", "Empty", "Cut", "Service",
        "TechnicianReport", "DayReport", "Total", "Travel", "Recorded", "ConfirmedAt", "NotConfirmed", "NotSigned", "Remark", "Reason", "StaysOpen", "Parts", "Supervisor", "Manager", "MissingReports", "PeriodReport", "Figure", "Value", "Before", "Goal", "Measures", "Text",
    ];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Each_word_of_a_register_is_there_in_all_languages(string key) =>
        Assert.All(WordList.Languages, language => Assert.NotNull(Words.Find(key, language)));

    private static IEnumerable<string> KeysOf<T>() where T : struct, Enum => Enum.GetNames<T>().Select(name => $"{typeof(T).Name}.{name}");
}
