using System.Globalization;
using AfterSales.Branches.Rules;

namespace AfterSales.Host.Demo;

/// <summary>Names and telephone numbers as people and firms of the four cities have them.</summary>
internal static class DemoPeople
{
    // The commonest first: they are drawn the oftenest.
    private const string ChineseSurnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严";

    private static readonly string[] ChineseGiven = Split(
        "伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀英 霞 平 刚 桂英 建华 建国 文 玲 红 斌 婷 慧 鑫 宇 浩然 子涵 欣怡 梓轩 雨桐 思远 晓明 志强 丽华 国庆 春梅 海燕 小红 建军 玉兰 晨 佳 俊 雪 云 飞 倩 莉 凯 悦 琳 嘉怡 一鸣 天宇 诗涵 若曦 振华 美玲 永强");

    private static readonly string[] ChineseFirms = Split(
        "晨光 华联 东方 锦绣 金桥 永乐 海天 瑞丰 长城 明珠 和平 新世纪 蓝天 绿地 宏达 恒信 嘉和 天成 万家 中环");

    private static readonly string[] ChineseTrades = Split("酒店 物业管理有限公司 幼儿园 医院 餐饮有限公司 中学 健身中心 养老院 商务楼 电器商行");

    private static readonly string[] SpanishGiven = Split(
        "María Carmen Ana Isabel Laura Cristina Marta Lucía Elena Pilar Sara Raquel Paula Nuria Begoña Inés Sofía Rocío Antonio José Manuel Francisco David Juan Javier Daniel Carlos Miguel Rafael Pedro Ángel Alejandro Fernando Sergio Pablo Jorge Alberto Álvaro Adrián Diego Óscar Rubén Iván Andrés Íñigo");

    private static readonly string[] CatalanGiven = Split("Montserrat Núria Mercè Àngels Laia Marta Anna Júlia Carla Aina Jordi Marc Pau Oriol Xavier Josep Joan Albert Arnau Roger Ferran Àlex Guillem Martí");

    private static readonly string[] SpanishSurnames = Split(
        "García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Ruiz Hernández Díaz Moreno Muñoz Álvarez Romero Alonso Gutiérrez Navarro Torres Domínguez Vázquez Ramos Gil Ramírez Serrano Blanco Molina Morales Suárez Ortega Delgado Castro Ortiz Rubio Marín Sanz Núñez Iglesias Medina Garrido Cortés Castillo Santos Lozano Guerrero Cano Prieto Méndez Cruz Calvo Peña");

    private static readonly string[] CatalanSurnames = Split("Ferrer Puig Soler Vila Serra Roca Font Vidal Casas Pujol Mas Bosch Roig Riera Sala Bonet Costa Grau Esteve Camps Planas Prat Rovira Segura Tort Valls");

    private static readonly string[] SpanishFirms = Split("Hotel Residencia Restaurante Clínica Academia Gimnasio Cafetería Farmacia Panadería Lavandería");

    private static readonly string[] SpanishFirmNames = Split("Miramar Goya Retiro Sol Europa Velázquez Alhambra Cervantes Levante Montaña Aurora Castilla Mediterráneo Olivo Ribera");

    private static readonly string[] EnglishGiven = Split("Emma Olivia Grace Sophie Charlotte Amelia Hannah Lucy Megan Rachel James Oliver Jack Thomas George William Henry Daniel Matthew Andrew Peter Sean Liam Nathan");

    private static readonly string[] EnglishSurnames = Split("Smith Jones Taylor Brown Wilson Evans Walker Wright Robinson Thompson White Hughes Edwards Green Hall Clarke Carter Mitchell Murphy O'Brien MacDonald Baker Cooper Ward");

    private static readonly int[] ChineseMobiles = [130, 131, 135, 136, 137, 138, 139, 150, 151, 158, 159, 176, 177, 180, 186, 187, 188, 189, 198, 199];

    public static string Person(string branch, bool isEnglish, Random chance)
    {
        if (isEnglish) return $"{Any(EnglishGiven)} {Any(EnglishSurnames)}";
        return branch switch
        {
            "b-sh" or "b-cd" => ChineseSurnames[chance.Next(chance.Next(ChineseSurnames.Length) + 1)] + Any(ChineseGiven),
            "b-bcn" when chance.Next(3) > 0 => $"{Any(CatalanGiven)} {Any(CatalanSurnames)} {Any(CatalanSurnames)}",
            _ => $"{Any(SpanishGiven)} {Any(SpanishSurnames)} {Any(SpanishSurnames)}",
        };

        string Any(string[] words) => words[chance.Next(words.Length)];
    }

    public static string Firm(string branch, string city, Random chance) => branch is "b-sh" or "b-cd"
        ? $"{city}{ChineseFirms[chance.Next(ChineseFirms.Length)]}{ChineseTrades[chance.Next(ChineseTrades.Length)]}"
        : $"{SpanishFirms[chance.Next(SpanishFirms.Length)]} {SpanishFirmNames[chance.Next(SpanishFirmNames.Length)]} {city}";

    public static Phone Mobile(string branch, Random chance) => branch is "b-sh" or "b-cd"
        ? new(string.Create(CultureInfo.InvariantCulture, $"+86{ChineseMobiles[chance.Next(ChineseMobiles.Length)]}{chance.Next(100_000_000):D8}"))
        : new(string.Create(CultureInfo.InvariantCulture, $"+346{chance.Next(10, 100)}{chance.Next(1_000_000):D6}"));

    public static Phone Landline(string branch, Random chance)
    {
        var number = branch switch
        {
            "b-sh" => string.Create(CultureInfo.InvariantCulture, $"+8621{chance.Next(5, 7)}{chance.Next(1_000_000, 10_000_000)}"),
            "b-cd" => string.Create(CultureInfo.InvariantCulture, $"+86288{chance.Next(1_000_000, 10_000_000)}"),
            "b-mad" => string.Create(CultureInfo.InvariantCulture, $"+3491{chance.Next(2, 9)}{chance.Next(1_000_000):D6}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"+3493{chance.Next(2, 9)}{chance.Next(1_000_000):D6}"),
        };
        return new(number, chance.Next(2) == 0 ? chance.Next(100, 900).ToString(CultureInfo.InvariantCulture) : null);
    }

    private static string[] Split(string words) => words.Split(' ');
}
