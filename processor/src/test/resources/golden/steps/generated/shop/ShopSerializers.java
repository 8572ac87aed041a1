package shop;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueSerializer;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/**
 * The serializers of {@link Shop}, each made once. They are all here, and none in the classes themselves, so that types
 * may refer to each other in circles.
 */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class ShopSerializers {
    static final Shop_CameSerializer CAME = new Shop_CameSerializer();

    static final Shop_CountrySerializer COUNTRY = new Shop_CountrySerializer();

    static final Shop_EventSerializer EVENT = new Shop_EventSerializer();

    static final Shop_ItemSerializer ITEM = new Shop_ItemSerializer();

    static final Shop_MoneySerializer MONEY = new Shop_MoneySerializer();

    static final Shop_NothingSerializer NOTHING = new Shop_NothingSerializer();

    static final Shop_OrderSerializer ORDER = new Shop_OrderSerializer();

    static final Shop_PairCountryLongSerializer PAIR_OF_COUNTRY_AND_LONG = new Shop_PairCountryLongSerializer();

    static final Shop_PersonSerializer PERSON = new Shop_PersonSerializer();

    static final Shop_SettingsSerializer SETTINGS = new Shop_SettingsSerializer();

    static final Shop_SizeSerializer SIZE = new Shop_SizeSerializer();

    static final Shop_SoldSerializer SOLD = new Shop_SoldSerializer();

    static final ValueSerializer<Optional<Settings>> OPTIONAL_OF_SETTINGS = Serializers.optional(SETTINGS);

    static final ValueSerializer<List<Item>> LIST_OF_ITEM = Serializers.list(ITEM);

    static final ValueSerializer<SortedMap<Country, List<Item>>> SORTED_MAP_OF_COUNTRY_TO_LIST_OF_ITEM =
            Serializers.sortedMapOfAnyOrder(COUNTRY, LIST_OF_ITEM);

    static final ValueSerializer<Set<Money>> SET_OF_MONEY = Serializers.set(MONEY);

    static final ValueSerializer<SortedSet<Country>> SORTED_SET_OF_COUNTRY = Serializers.sortedSetOfAnyOrder(COUNTRY);

    static final ValueSerializer<Map<String, Integer>> MAP_OF_STRING_TO_INTEGER =
            Serializers.map(Serializers.STRING, Serializers.INT);

    static final ValueSerializer<NavigableSet<Integer>> NAVIGABLE_SET_OF_INTEGER =
            Serializers.navigableSet(Serializers.INT);

    static final ValueSerializer<Optional<Country>> OPTIONAL_OF_COUNTRY = Serializers.optional(COUNTRY);

    static final ValueSerializer<List<String>> LIST_OF_STRING = Serializers.list(Serializers.STRING);

    static final ValueSerializer<Optional<Double>> OPTIONAL_OF_DOUBLE = Serializers.optional(Serializers.DOUBLE);

    private ShopSerializers() {}
}
